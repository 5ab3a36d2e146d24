BeforeAll {
    . $PSScriptRoot/TestWorkspace.ps1
}

Describe 'Get-AuditFinding' {
    BeforeEach {
        $script:root = New-TestWorkspace
        Push-Location $script:root
    }
    AfterEach { Pop-Location }

    It 'gives nothing of jobs and runs that found nothing' {
        Get-AuditFinding | Should -BeNullOrEmpty
        $run = Invoke-AuditJob alpha
        Get-AuditFinding | Should -BeNullOrEmpty
        Get-AuditFinding alpha, zulu | Should -BeNullOrEmpty
        $run | Get-AuditFinding | Should -BeNullOrEmpty
        Get-AuditJob | Get-AuditFinding | Should -BeNullOrEmpty
        'alpha' | Get-AuditFinding -Severity Error -State New -Waived:$false | Should -BeNullOrEmpty
    }

    It 'says that no job has a name, and goes on with the others' {
        $found = Get-AuditFinding alpha, alhpa, betta -ErrorVariable failures -ErrorAction SilentlyContinue
        $found | Should -BeNullOrEmpty
        $failures | ForEach-Object { $_.FullyQualifiedErrorId -split ',' | Select-Object -First 1 } | Should -Be 'JobNotFound', 'JobNotFound'
        $failures[0].TargetObject | Should -Be 'alhpa'
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike '*alpha*'
    }

    It 'is silent where wildcards match nothing' {
        Get-AuditFinding no*, other? -Rule none.* -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'says that there is no such run' {
        Get-AuditFinding -Id 01890a5d-ac96-774b-bcce-b302099a8057 -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures | Should -HaveCount 1
        $failures[0].TargetObject | Should -Be '01890a5d-ac96-774b-bcce-b302099a8057'
    }

    It 'does not ask for what is kept of a report that is no check''s' {
        $run = Invoke-AuditJob alpha
        Remove-Item ".pkg/profiles/default/runs/$($run.Id)/report.json.gz"
        $run | Get-AuditFinding -ErrorAction Stop | Should -BeNullOrEmpty
    }
}

Describe 'A check with several outputs' {
    It 'writes each of them in one run, and tells of each' {
        $script:root = New-TestWorkspace
        Set-Content (Join-Path $script:root config/jobs.yaml) @'
jobs:
  names:
    action: { type: check.files, args: { rules: [{ name: todo, files: '*.txt', forbid: TODO }] } }
    output: [{ format: md }, { format: sarif }, { path: exports/names.xml }]
'@
        Set-Content (Join-Path $script:root a.txt) 'a TODO'
        Push-Location $script:root
        try {
            $job = Get-AuditJob names
            $job.Outputs.Format | Should -Be 'md', 'sarif', 'junit'
            $job.OutputPath | Should -Be (Join-Path $script:root exports/reports/names.md)
            (Get-AuditPlan names).Outputs.RelativePath | Should -Be $job.Outputs.RelativePath
            $run = Invoke-AuditJob names -WarningAction SilentlyContinue
            $run.Verdict | Should -Be Fail
            $run.Outputs | Should -HaveCount 3
            $run.Outputs | ForEach-Object { (Get-FileHash $_.Path).Hash | Should -Be $_.Sha256 }
            ((Get-Content -Raw $run.Outputs[1].Path) | ConvertFrom-Json).version | Should -Be '2.1.0'
            ([xml](Get-Content -Raw $run.Outputs[2].Path)).testsuites.testsuite.failures | Should -Be 1
        }
        finally {
            Pop-Location
        }
    }
}

Describe 'New-AuditWaiver and Get-AuditWaiver' {
    BeforeEach {
        $script:root = New-TestWorkspace
        Push-Location $script:root
        $script:why = @{ Reason = 'it comes later'; Owner = 'ada'; Expires = '2099-01-31' }
    }
    AfterEach { Pop-Location }

    It 'writes what is read back, with what it sets aside today' {
        $made = New-AuditWaiver files.missing docs/** @why -Ticket A-1
        $made | Should -BeOfType AuditGraph.AuditWaiver
        $read = Get-AuditWaiver
        $read.Rule, $read.Path, $read.Reason, $read.Owner, $read.Expires.ToString(), $read.Ticket, $read.State, $read.Findings |
            Should -Be 'files.missing', 'docs/**', 'it comes later', 'ada', '2099-01-31', 'A-1', 'Active', 0
        ($read | ConvertTo-Csv | ConvertFrom-Csv).Expires | Should -Be '2099-01-31'
        (Test-AuditJobConfig).IsValid | Should -Not -Contain $false
    }

    It 'takes findings from the pipeline by their fingerprints' {
        $findings = 'a', 'b' | ForEach-Object { [pscustomobject]@{ Fingerprint = $_ * 64; Path = 'x'; Root = $script:root } }
        Push-Location TestDrive:/
        $null = $findings | New-AuditWaiver @why
        Pop-Location
        (Get-AuditWaiver).Fingerprint | Should -Be ('a' * 64), ('b' * 64)
        (Get-AuditWaiver).Path | Where-Object { $_ } | Should -BeNullOrEmpty
    }

    It 'leaves the file''s own words alone' {
        $text = "waivers:`n- rule: a.b # mine`n  path: x`n  reason: r`n  owner: o`n  expires: 2099-12-31 # soon`n# the end`n"
        Set-Content config/waivers.yaml $text -NoNewline
        $null = New-AuditWaiver c.d y @why
        $now = Get-Content -Raw config/waivers.yaml
        $added = "- rule: c.d`n  path: `"y`"`n  reason: it comes later`n  owner: ada`n  expires: 2099-01-31`n"
        $now | Should -BeExactly $text.Replace("# the end`n", "$added# the end`n")
    }

    It 'writes nothing when asked what it would do, and where it may not' {
        New-AuditWaiver a.b x @why -WhatIf | Should -BeNullOrEmpty
        'config/waivers.yaml' | Should -Not -Exist
        New-AuditWaiver a.b ../x @why -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'WaiverRefused,*'
        New-AuditWaiver a.b x -Reason r -Owner o -Expires 2020-01-01 -ErrorVariable expired -ErrorAction SilentlyContinue
        $expired[0].FullyQualifiedErrorId | Should -BeLike 'WaiverRefused,*'
        'config/waivers.yaml' | Should -Not -Exist
        { New-AuditWaiver a.b x -Reason r -Owner o -Expires 31.1.2099 } | Should -Throw '*is no day*'
    }

    It 'tells the expired from the others' {
        Set-Content config/waivers.yaml "waivers:`n- {rule: a.b, path: x, reason: r, owner: o, expires: 2020-12-31}`n- {rule: c.d, path: x, reason: r, owner: o, expires: 2099-12-31}"
        (Get-AuditWaiver -State Expired).Rule | Should -Be 'a.b'
        (Get-AuditWaiver c*).State | Should -Be 'Active'
        Get-AuditWaiver none.* | Should -BeNullOrEmpty
    }

    It 'refuses a file with a mistake' {
        Set-Content config/waivers.yaml "waivers: 1"
        { Get-AuditWaiver } | Should -Throw -ErrorId 'WaiversInvalid,*'
        { New-AuditWaiver a.b x @why -ErrorAction Stop } | Should -Throw -ErrorId 'WaiversInvalid,*'
        Get-Content config/waivers.yaml | Should -Be 'waivers: 1'
    }
}

Describe 'What a check finds' {
    BeforeEach {
        $script:root = New-TestWorkspace -Jobs @'
version: 1
jobs:
  changes: { action: { type: report.changed_since } }
  rules:
    action:
      type: check.files
      args:
        rules:
          - { name: license, files: [LICENSE], require: present }
          - { name: no-todo, files: ["data/*"], forbid: TODO, severity: warning }
'@
        Push-Location $script:root
        Set-Content data/one.txt "fine`nTODO one`n"
        Set-Content data/two.txt "TODO two`n"
        $script:run = Invoke-AuditJob rules -WarningAction SilentlyContinue
    }
    AfterEach { Pop-Location }

    It 'is had of the last good runs, of a job, of a run, and by rule and severity' {
        $all = Get-AuditFinding
        $all | Should -BeOfType AuditGraph.AuditFinding
        $all | ForEach-Object { "$($_.Severity) $($_.RuleId) $($_.Path):$($_.Line)" } |
            Should -Be 'Error files.missing :', 'Warning files.text-forbidden data/one.txt:2', 'Warning files.text-forbidden data/two.txt:1'
        $all.Run | Should -Be (@($script:run.Id) * 3)
        $script:run | Get-AuditFinding | Should -Be $all
        Get-AuditJob | Get-AuditFinding | Should -Be $all
        Get-AuditFinding r* -Rule *.missing | Should -Be $all[0]
        Get-AuditFinding -Severity Warning, Note | Should -Be $all[1, 2]
        Get-AuditFinding changes | Should -BeNullOrEmpty
        Get-AuditFinding changes -Id $script:run.Id | Should -BeNullOrEmpty
        (Get-AuditFinding).Count | Should -Be ($all | Get-AuditFinding | Select-Object -Unique Fingerprint).Count
    }

    It 'is told apart by what the run before found' {
        Set-Content data/two.txt "all done`n"
        Set-Content data/one.txt "TODO one`nTODO more`n"
        $null = Invoke-AuditJob rules -WarningAction SilentlyContinue
        (Get-AuditFinding -State New).Path | Should -Be 'data/one.txt'
        (Get-AuditFinding -State Absent).Path | Should -Be 'data/two.txt'
        (Get-AuditFinding -State New, Unchanged | Where-Object IsLive).Count | Should -Be 3
    }

    It 'is set aside from the pipeline' {
        Get-AuditFinding -Severity Error | New-AuditWaiver -Reason later -Owner ada -Expires 2099-12-31
        $null = New-AuditWaiver files.text-forbidden data/one.* -Reason later -Owner ada -Expires 2099-12-31
        (Get-AuditWaiver).Findings | Should -Be 1, 1
        (Invoke-AuditJob rules).Verdict | Should -Be 'Warn'
        (Get-AuditFinding -Waived).Path | Should -Be $null, 'data/one.txt'
        (Get-AuditFinding -Waived:$false).Path | Should -Be 'data/two.txt'
        (Get-AuditFinding -Waived)[0].Waiver.Owner | Should -Be 'ada'
    }

    It 'completes the rules and fingerprints that there are' {
        function Complete([string] $Line) { (TabExpansion2 $Line $Line.Length).CompletionMatches }
        (Complete 'Get-AuditFinding -Rule ').ListItemText | Should -Be 'files.missing', 'files.text-forbidden'
        $offered = Complete 'New-AuditWaiver -Fingerprint '
        $offered.ListItemText | Should -Be (Get-AuditFinding).Fingerprint
        $offered[0].ToolTip | Should -BeLike 'files.missing, *'
    }
}
