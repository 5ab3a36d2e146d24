BeforeAll {
    . $PSScriptRoot/TestWorkspace.ps1
}

Describe 'Test-AuditLedger' {
    BeforeEach {
        $script:root = New-TestWorkspace
        Push-Location $script:root
        $script:runs = @(Invoke-AuditJob alpha, zulu)
    }
    AfterEach { Pop-Location }

    It 'finds nothing wrong with what was left alone' {
        $found = Test-AuditLedger
        $found | Should -BeOfType AuditGraph.AuditLedgerVerification
        $found.IsValid | Should -BeTrue
        $found.Size | Should -Be 4
        $found.Runs | Should -Be 2
        $found.Signed | Should -BeFalse
        $found.Verdict | Should -BeExactly 'consistent, unsigned, compared with no kept checkpoint'
        $found.KeptSize | Should -BeNullOrEmpty
        $found.Problems | Should -BeNullOrEmpty
        Test-AuditLedger -Quiet | Should -BeExactly $true
    }

    It 'tells a changed output from a broken history' {
        Add-Content $script:runs[0].OutputPath 'more'
        $found = Test-AuditLedger
        $found.IsValid | Should -BeFalse
        $found.IsHistoryValid | Should -BeTrue
        $found.Problems.Name | Should -Be 'OutputChanged'
        $found.Problems[0].Path | Should -Be 'exports/reports/alpha.csv'
        $found.Problems[0].Run | Should -Be $script:runs[0].Id
        $found.Problems[0].RecommendedAction | Should -Match '^Run the job again'
        Test-AuditLedger -Quiet | Should -BeExactly $false
    }

    It 'finds a changed record' {
        $record = $script:runs[0].RecordPath
        (Get-Content -Raw $record).Replace('alpha', 'alphA') | Set-Content $record -NoNewline
        $found = Test-AuditLedger
        $found.IsHistoryValid | Should -BeFalse
        $found.Problems.Name | Should -Contain 'RecordChanged'
    }

    It 'proves that the ledger continues an earlier checkpoint' {
        Copy-Item .pkg/profiles/default/ledger/checkpoint kept
        $null = Invoke-AuditJob alpha
        Test-AuditLedger -Since kept -Quiet | Should -BeExactly $true
        (Test-AuditLedger -Since kept).Verdict | Should -BeExactly 'consistent, unsigned, continues the kept checkpoint of 4 entries'
        Remove-Item .pkg -Recurse -Force
        $null = Invoke-AuditJob alpha, zulu, alpha
        (Test-AuditLedger -Since kept).IsValid | Should -BeFalse
        { Test-AuditLedger -Since config/jobs.yaml } | Should -Throw -ErrorId 'CheckpointInvalid,*'
        { Test-AuditLedger -Since nowhere } | Should -Throw -ErrorId 'ReadFailed,*'
        [IO.File]::WriteAllText("$PWD/marked", [IO.File]::ReadAllText("$PWD/kept"), [Text.UTF8Encoding]::new($true))
        { Test-AuditLedger -Since marked } | Should -Throw '*begins with a byte order mark*'
    }

    It 'shows a table and a list' {
        $PSStyle.OutputRendering = 'PlainText'
        $found = Test-AuditLedger
        $lines = $found | Out-String -Width 120 -Stream | Where-Object { $_ }
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 120
        $lines[-1] | Should -Match "^True +True +4 +False +0 $($found.RootHash)"
        $found | Format-List | Out-String | Should -Match 'Origin +:'
    }
}

Describe 'The ledger''s key' {
    BeforeAll {
        $script:root = New-TestWorkspace
        Push-Location $script:root
        $script:pem = Initialize-AuditLedgerKey
        $script:pem | Set-Content key.pem
        $script:run = Invoke-AuditJob alpha
    }
    AfterAll { Pop-Location }

    It 'is made once, and only if it is meant' {
        $script:pem | Should -Match '^-----BEGIN PUBLIC KEY-----'
        { Initialize-AuditLedgerKey } | Should -Throw -ErrorId 'LedgerKeyExists,*'
        $other = New-TestWorkspace
        Initialize-AuditLedgerKey -Root $other -WhatIf | Should -BeNullOrEmpty
        Test-Path $other/.pkg | Should -BeFalse
    }

    It 'signs what is recorded from then on' {
        $found = Test-AuditLedger -PublicKey key.pem
        $found.IsValid | Should -BeTrue
        $found.Signed | Should -BeTrue
    }

    It 'is not any key' {
        $other = New-TestWorkspace
        Initialize-AuditLedgerKey -Root $other | Set-Content other.pem
        Test-AuditLedger -PublicKey other.pem -Quiet | Should -BeExactly $false
        { Test-AuditLedger -PublicKey config/jobs.yaml } | Should -Throw -ErrorId 'LedgerKeyInvalid,*'
    }
}

Describe 'A run''s proof' {
    BeforeAll {
        $script:root = New-TestWorkspace
        Push-Location $script:root
        Initialize-AuditLedgerKey | Set-Content key.pem
        $script:runs = @(Invoke-AuditJob alpha, zulu)
        $script:runs[0] | Get-AuditRunProof | Set-Content alpha.tlog-proof
        Copy-Item .pkg/profiles/default/ledger/checkpoint kept
    }
    AfterAll { Pop-Location }

    It 'holds without the workspace, against the key' {
        $away = New-Item -ItemType Directory (Join-Path $TestDrive 'away')
        Copy-Item alpha.tlog-proof, key.pem $away
        Push-Location $away
        try { $found = Test-AuditRunProof alpha.tlog-proof -PublicKey key.pem } finally { Pop-Location }
        $found.IsValid | Should -BeTrue
        $found.Run | Should -Be $script:runs[0].Id
        $found.Job | Should -Be 'alpha'
        $found.Status | Should -Be 'Ok'
        $found.OutputSha256 | Should -Be $script:runs[0].OutputSha256
        $found.Signed | Should -BeTrue
    }

    It 'holds against a kept checkpoint' {
        Test-AuditRunProof alpha.tlog-proof -Checkpoint kept -Quiet | Should -BeExactly $true
    }

    It 'is taken by path, by wildcard, by literal path and from Get-ChildItem' {
        $null = New-Item -ItemType Directory proofs
        Copy-Item alpha.tlog-proof proofs/alpha.txt
        Copy-Item alpha.tlog-proof 'proofs/[a].txt'
        (Test-AuditRunProof proofs/*.txt -PublicKey key.pem).Job | Should -Be 'alpha', 'alpha'
        (Test-AuditRunProof proofs/*.txt key.pem -Quiet) | Should -Be $true, $true
        (Test-AuditRunProof -LiteralPath 'proofs/[a].txt' -Checkpoint kept).Job | Should -Be 'alpha'
        (Get-ChildItem proofs | Test-AuditRunProof -PublicKey key.pem -Quiet) | Should -Be $true, $true
        (Get-ChildItem proofs | Test-AuditRunProof -Checkpoint kept -Quiet) | Should -Be $true, $true
        ('proofs/alpha.txt' | Test-AuditRunProof -PublicKey key.pem).Job | Should -Be 'alpha'
        ([pscustomobject]@{ Path = 'proofs/alpha.txt' } | Test-AuditRunProof -PublicKey key.pem).Job | Should -Be 'alpha'
        Test-AuditRunProof *.none -PublicKey key.pem -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'is checked although others cannot be read' {
        $found = Test-AuditRunProof nowhere, Env:/PATH, nodrive:/x, alpha.tlog-proof -PublicKey key.pem -ErrorAction SilentlyContinue -ErrorVariable problems
        $found.Job | Should -Be 'alpha'
        $problems.FullyQualifiedErrorId -replace ',.*' | Should -Be 'ReadFailed', 'PathUnresolved', 'PathUnresolved'
    }

    It 'does not hold when a character of it is another' {
        $text = Get-Content -Raw alpha.tlog-proof
        $text -replace '(?m)^index \d+$', 'index 0' | Set-Content changed.tlog-proof -NoNewline
        Test-AuditRunProof changed.tlog-proof -PublicKey key.pem -Quiet | Should -BeExactly $false
    }

    It 'is made for each run of a pipeline, and not for an unknown one' {
        @('nothing', $script:runs[1].Id | Get-AuditRunProof -ErrorAction SilentlyContinue -ErrorVariable problems).Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'RunNotFound,*'
        @(Get-AuditJobRun | Get-AuditRunProof).Count | Should -Be 2
    }
}

Describe 'Test-AuditJobConfig -Fix and ConvertTo-AuditSarif' {
    BeforeEach {
        $script:text = "# kept`nversion: 1`njobs:`n  one:`n    action: { type: report.changd_since }   # and this`n"
        $script:root = New-TestWorkspace -Jobs $script:text
        Push-Location $script:root
    }
    AfterEach { Pop-Location }

    It 'mends what is safe to mend and leaves every other character' {
        (Test-AuditJobConfig -Fix).IsValid | Should -BeTrue
        Get-Content -Raw config/jobs.yaml | Should -BeExactly $script:text.Replace('changd', 'changed')
    }

    It 'mends nothing with -WhatIf' {
        (Test-AuditJobConfig -Fix -WhatIf).IsValid | Should -BeFalse
        Get-Content -Raw config/jobs.yaml | Should -BeExactly $script:text
    }

    It 'makes one SARIF document of what was found' {
        $sarif = Test-AuditJobConfig | ConvertTo-AuditSarif | ConvertFrom-Json
        $sarif.version | Should -Be '2.1.0'
        $sarif.runs.Count | Should -Be 1
        $sarif.runs[0].results[0].ruleId | Should -Match '^AG1'
        $sarif.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri | Should -Be 'config/jobs.yaml'
        $sarif.runs[0].results[0].locations[0].physicalLocation.region.startLine | Should -Be 5
    }
}
