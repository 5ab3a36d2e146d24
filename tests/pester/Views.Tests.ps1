BeforeAll {
    . $PSScriptRoot/TestWorkspace.ps1
    $script:rendering = $PSStyle.OutputRendering
    $PSStyle.OutputRendering = 'PlainText'
    $script:root = New-TestWorkspace
    Push-Location $script:root
    $script:runs = @('alpha', 'changed_since', 'zulu' | Invoke-AuditJob)
    # What has become of a copy whose record was changed.
    $changed = "$(Split-Path $script:root)/changed"
    Copy-Item $script:root $changed -Recurse -Force
    Add-Content "$changed/.pkg/profiles/default/runs/$($script:runs[0].Id)/run.json" ' '
    $script:runs[0] | Get-AuditRunProof | Set-Content "$changed/run.tlog-proof"

    $script:samples = @{
        AuditJob             = @(Get-AuditJob)
        AuditJobRun          = $script:runs
        AuditRemovedSnapshot = @(
            [AuditGraph.AuditRemovedSnapshot]@{
                Run = '01890a5d-ac96-774b-bcce-b302099a8057'; Job = 'changed_since'; TakenAt = [datetimeoffset]::UnixEpoch
                Files = 3; Bytes = 1234567; SnapshotRoot = 'c' * 64; Reason = 'nothing needs it'; Root = '/w'
            }
        )
        AuditChange          = @(
            [AuditGraph.AuditChange]::new('Added', 'data/new.bin', $null, 1234567, 'a' * 64)
            [AuditGraph.AuditChange]::new('Renamed', 'data/now.txt', 'data/then.txt', 12, 'b' * 64)
            [AuditGraph.AuditChange]::new('Removed', 'data/gone.txt', $null, $null, $null)
        )
        AuditFile            = @(
            [AuditGraph.AuditFile]::new('data/new.bin', 'Executable', 1234567, 'a' * 64)
            [AuditGraph.AuditFile]::new('data/link', 'Link', 3, $null)
            [AuditGraph.AuditFile]::new('data/now.txt', 'File', 0, 'b' * 64)
        )
        AuditFinding         = @(
            [AuditGraph.AuditFinding]@{
                RuleId = 'links.missing-target'; Severity = 'Error'; Message = 'The link leads nowhere.'; Path = 'docs/one.md'
                Line = 3; Column = 5; EndLine = 3; EndColumn = 9; Fingerprint = 'd' * 64; State = 'New'
                Run = '01890a5d-ac96-774b-bcce-b302099a8057'; Job = 'links'; Root = '/w'
            }
            [AuditGraph.AuditFinding]@{
                RuleId = 'files.missing'; Severity = 'Note'; Message = 'It is not there.'; Fingerprint = 'e' * 64; State = 'Unchanged'
                Waiver = [AuditGraph.AuditWaiver]@{ Rule = 'files.missing'; Reason = 'it comes later'; Owner = 'ada'; Expires = '2027-01-31' }
            }
        )
        AuditWaiver          = @(
            [AuditGraph.AuditWaiver]@{ Rule = 'files.missing'; Path = 'docs/**'; Reason = 'it comes later'; Owner = 'ada'; Expires = '2027-01-31'; Findings = 3 }
            [AuditGraph.AuditWaiver]@{ Fingerprint = 'f' * 64; Reason = 'an example'; Owner = 'ben'; Expires = '2020-12-31'; Ticket = 'A-1'; State = 'Expired' }
        )
        AuditBaseline        = @(
            [AuditGraph.AuditBaseline]@{
                Id = '01890a5d-ac96-774b-bcce-b302099a8057'; Job = 'integrity'; Time = [datetimeoffset]::UnixEpoch; By = 'ada@build-7'
                Reason = 'CHG-12'; Run = '01890a5d-ac96-774b-bcce-b302099a8056'; Paths = [AuditGraph.ValueList]::ToValueList[string]([string[]]('etc/', '!*.log')); IsCurrent = $true
                Files = 1234567; Bytes = 12345678; SnapshotRoot = 'c' * 64; SnapshotSha256 = 'd' * 64; Root = '/w'
            }
            [AuditGraph.AuditBaseline]@{
                Id = '01890a5d-ac96-774b-bcce-b302099a8055'; Job = 'integrity'; Time = [datetimeoffset]::UnixEpoch; By = 'ada@build-7'
                Reason = 'As delivered'; Run = '01890a5d-ac96-774b-bcce-b302099a8054'; IsCurrent = $false; SnapshotSha256 = 'e' * 64; Root = '/w'
            }
        )
        AuditLedgerVerification = @(Test-AuditLedger; Test-AuditLedger -Root $changed)
        AuditLedgerProblem = @((Test-AuditLedger -Root $changed).Problems)
        AuditRunProofVerification = @(Test-AuditRunProof "$changed/run.tlog-proof" -Checkpoint .pkg/profiles/default/ledger/checkpoint)
        JobConfigTestResult  = @(Test-AuditJobConfig)
        JobConfigDiagnostic  = @((Test-AuditJobConfig -Root (New-TestWorkspace -Jobs "jobs:`n  a: 1`n  b: { acton: 2 }`n")).Diagnostics)
        ActionDescriptor     = @(Get-AuditAction)
        ActionParameter      = @((Get-AuditAction report.changed_since).Parameters)
    }

    # What has become of them in a file, in one that was read before the module was there, and on the way from a process.
    $file = Join-Path ([IO.Path]::GetTempPath()) "auditgraph-$([guid]::NewGuid()).xml"
    $script:samples | Export-Clixml $file -Depth 6
    try {
        $script:back = @{ file = Import-Clixml $file }
        $script:back.job = Start-Job {
            Import-Module $using:env:AUDITGRAPH_TEST_MODULE
            $samples = Import-Clixml $using:file
            foreach ($type in $samples.Keys) { $samples[$type] }
        } | Receive-Job -Wait -AutoRemoveJob | Group-Object { $_.PSTypeNames[0] -replace '^.*\.' } -AsHashTable
        Remove-Module AuditGraph
        $script:back.early = Import-Clixml $file
        Import-Module $env:AUDITGRAPH_TEST_MODULE
    }
    finally { Remove-Item $file }

    # Without what PowerShell adds to what it receives.
    function ConvertTo-BareCsv($Objects) {
        $added = 'RunspaceId', 'PSComputerName', 'PSShowComputerName', 'PSSourceJobInstanceId'
        $Objects | Select-Object * -ExcludeProperty $added | ConvertTo-Csv
    }
}

AfterAll {
    Pop-Location
    $PSStyle.OutputRendering = $script:rendering
}

Describe 'The views of <_>' -ForEach 'AuditJob', 'AuditJobRun', 'AuditRemovedSnapshot', 'AuditChange', 'AuditFile', 'AuditFinding', 'AuditWaiver', 'AuditBaseline', 'AuditLedgerVerification', 'AuditLedgerProblem', 'AuditRunProofVerification', 'JobConfigTestResult', 'JobConfigDiagnostic', 'ActionDescriptor', 'ActionParameter' {
    It 'are a table that fits 120 columns' {
        $lines = $script:samples[$_] | Format-Table | Out-String -Width 120 -Stream | Where-Object { $_ }
        $lines.Count | Should -BeGreaterThan $script:samples[$_].Count
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 120
        $lines -match 'System\.|AuditGraph\.' | Should -BeNullOrEmpty
    }

    It 'show a table by themselves' {
        ($script:samples[$_] | Out-String -Width 120) | Should -Be ($script:samples[$_] | Format-Table | Out-String -Width 120)
    }

    It 'are a list of every property' {
        $text = $script:samples[$_] | Format-List | Out-String -Width 120
        foreach ($property in $script:samples[$_][0].PSObject.Properties.Name) {
            $text | Should -Match "(?m)^$property +:"
        }
    }

    It 'are the same for deserialised objects' {
        $table = $script:samples[$_] | Format-Table | Out-String -Width 120
        foreach ($way in $script:back.Keys) {
            ($script:back[$way][$_] | Format-Table | Out-String -Width 120) | Should -Be $table -Because $way
        }
    }

    It 'are of objects that come back as what they were' {
        foreach ($way in 'file', 'job') {
            $came = @($script:back[$way][$_])
            $came.Count | Should -Be $script:samples[$_].Count
            for ($index = 0; $index -lt $came.Count; $index++) {
                $came[$index].Equals($script:samples[$_][$index]) | Should -BeTrue -Because "$way, $($came[$index])"
            }
        }
    }

    It 'leave the data raw for Export-Csv, with a;b for collections' {
        $csv = $script:samples[$_] | ConvertTo-Csv
        $csv -match 'System\.|AuditGraph\.AuditGraph' | Should -BeNullOrEmpty
        $csv.Count | Should -Be ($script:samples[$_].Count + 1)
    }

    It 'leave instants in ISO 8601 to it' {
        $instants = $script:samples[$_][0].PSObject.Properties.Where({ $_.Value -is [datetimeoffset] }).Name
        foreach ($row in $script:samples[$_] | ConvertTo-Csv | ConvertFrom-Csv) {
            foreach ($name in $instants) { $row.$name | Should -Match '^(19|20)\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$' }
        }
    }

    It 'leave the same to the CSV file of deserialised objects' {
        $csv = ConvertTo-BareCsv $script:samples[$_]
        foreach ($way in 'file', 'job') { ConvertTo-BareCsv $script:back[$way][$_] | Should -Be $csv -Because $way }
        # An instant that was read before the module was there has PowerShell's text, in no culture.
        $instants = $script:samples[$_][0].PSObject.Properties.Where({ $_.Value -is [datetimeoffset] }).Name ?? @()
        $early, $csv = foreach ($objects in $script:back.early[$_], $script:samples[$_]) {
            (ConvertTo-BareCsv ($objects | Select-Object * -ExcludeProperty $instants)) -join "`n"
        }
        $early | Should -Be $csv
    }

    It 'are no hindrance to ConvertTo-Json' {
        # As deep as the deepest: an action's parameters, of which one is a list of mappings that have members themselves.
        $json = $script:samples[$_] | ConvertTo-Json -Depth 8 -WarningAction SilentlyContinue -WarningVariable warned | ConvertFrom-Json
        @($json).Count | Should -Be $script:samples[$_].Count
        $warned | Should -BeNullOrEmpty
    }
}

Describe 'What the views show' {
    It 'a job''s tags and description' {
        Get-AuditJob changed_since | Out-String -Width 120 | Should -Match '(?m)^changed_since +report\.changed_since +daily;files +What changed in a day'
    }

    It 'a run''s start in UTC, its duration readable, its output relative' {
        $script:runs[1] | Out-String -Width 120 |
            Should -Match '(?m)^changed_since +Ok +\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ +[\d.]+ m?s exports/reports/changed_since\.md'
    }

    It 'show the verdict of a run that has one, and nothing for one that judges nothing' {
        $judged = [AuditGraph.AuditJobRun]@{ Id = 'x'; Job = 'j'; Status = 'Ok'; Verdict = 'Warn'; StartedAt = [datetimeoffset]::UnixEpoch; Root = '/w' }
        $silent = [AuditGraph.AuditJobRun]@{ Id = 'x'; Job = 'k'; Status = 'Ok'; StartedAt = [datetimeoffset]::UnixEpoch; Root = '/w' }
        $text = $judged, $silent | Format-Table | Out-String -Width 120
        $text | Should -Match '(?m)^j +Ok +Warn +1970-01-01'
        $text | Should -Match '(?m)^k +Ok +1970-01-01'
    }

    It 'a failed run''s error in place of its output' {
        $failed = [AuditGraph.AuditJobRun]@{ Id = 'x'; Job = 'j'; Status = 'Failed'; StartedAt = [datetimeoffset]::UnixEpoch; Root = '/w'; ErrorName = 'GitFailed' }
        $failed | Out-String -Width 120 | Should -Match '(?m)^j +Failed +1970-01-01 00:00:00Z +GitFailed'
    }

    It 'a change''s size readable and its two paths when it was renamed' {
        $text = $script:samples.AuditChange | Out-String -Width 120
        $text | Should -Match '(?m)^Added +1\.2 MiB data/new\.bin'
        $text | Should -Match '(?m)^Renamed +12 B data/then\.txt -> data/now\.txt'
        $text | Should -Match '(?m)^Removed +data/gone\.txt'
    }

    It 'a removed snapshot''s time in UTC and its extent readable' {
        $script:samples.AuditRemovedSnapshot | Out-String -Width 120 |
            Should -Match '(?m)^changed_since +1970-01-01 00:00:00Z +3 +1\.2 MiB 01890a5d-ac96-774b-bcce-b302099a8057'
    }

    It 'colours only where the host renders them' {
        $PSStyle.OutputRendering = 'Ansi'
        try { $coloured = $script:runs[0] | Out-String -Width 120 } finally { $PSStyle.OutputRendering = 'PlainText' }
        $coloured | Should -Match ([regex]::Escape($PSStyle.Foreground.Green) + 'Ok')
        $script:runs[0] | Out-String -Width 120 | Should -Not -Match "`e"
    }

    It 'the cells of a CSV file as a;b, also of deserialised objects' {
        $file = Join-Path $TestDrive 'objects.xml'
        $job = Get-AuditJob -Root (New-TestWorkspace -Jobs "version: 1`njobs:`n  a: { tags: [x, y], action: { type: report.changed_since, args: { include: [one, two] } } }`n")
        foreach ($object in $job, $script:runs[0]) {
            $object | Export-Clixml $file
            Import-Clixml $file | ConvertTo-Csv | Should -Be ($object | ConvertTo-Csv)
        }
        ($job | ConvertTo-Csv | ConvertFrom-Csv).Arguments | Should -Match ';include=one;two;'
    }

    It 'the cells of a CSV file as a;b' {
        (Get-AuditJob changed_since | ConvertTo-Csv | ConvertFrom-Csv).Tags | Should -Be 'daily;files'
        ($script:runs[0] | ConvertTo-Csv | ConvertFrom-Csv).Counts | Should -Match '^baselineFiles=\d+;'
    }
}
