BeforeAll {
    . $PSScriptRoot/TestWorkspace.ps1
}

Describe 'Invoke-AuditJob' {
    BeforeEach {
        $script:root = New-TestWorkspace
        Push-Location $script:root
    }
    AfterEach { Pop-Location }

    It 'emits the run, with its output in place' {
        $run = Invoke-AuditJob alpha
        $run | Should -BeOfType AuditGraph.AuditJobRun
        $run.Job | Should -Be 'alpha'
        $run.Status | Should -Be 'Ok'
        $run.Id | Should -Match '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$'
        $run.FinishedAt | Should -BeGreaterOrEqual $run.StartedAt
        $run.Duration | Should -BeOfType timespan
        $run.OutputPath | Should -Be (Join-Path $script:root 'exports/reports/alpha.csv')
        $run.OutputBytes | Should -Be (Get-Item $run.OutputPath).Length
        $run.OutputSha256 | Should -Be (Get-FileHash $run.OutputPath).Hash
    }

    It 'reports exactly the files that changed since the last run' {
        $null = Invoke-AuditJob alpha
        Set-Content data/one.txt 'changed'
        Set-Content data/three.txt 'three'
        Remove-Item data/two.txt
        $rows = Import-Csv (Invoke-AuditJob alpha).OutputPath
        $rows | ForEach-Object { "$($_.Kind) $($_.Path)" } | Should -Be 'modified data/one.txt', 'added data/three.txt', 'removed data/two.txt'
    }

    It 'runs what Get-AuditJob emits, in that order' {
        (Get-AuditJob -Tag daily | Invoke-AuditJob).Job | Should -Be 'alpha', 'changed_since'
    }

    It 'runs names from the pipeline, by property, by position and by wildcard, in the order of the plan' {
        ('zulu', 'alpha' | Invoke-AuditJob).Job | Should -Be 'alpha', 'zulu'
        ([pscustomobject]@{ Name = 'zulu' } | Invoke-AuditJob).Job | Should -Be 'zulu'
        (Invoke-AuditJob zulu, alpha, zulu).Job | Should -Be 'alpha', 'zulu'
        (Invoke-AuditJob *a*).Job | Should -Be 'alpha', 'changed_since'
    }

    It 'runs what Import-Csv reads of jobs or of names' {
        Get-AuditJob | Export-Csv jobs.csv
        (Import-Csv jobs.csv | Invoke-AuditJob).Job | Should -Be 'alpha', 'changed_since', 'zulu'
        "Name`nzulu" | Set-Content names.csv
        (Import-Csv names.csv | Invoke-AuditJob).Job | Should -Be 'zulu'
    }

    It 'runs once more the jobs of runs, also of those that a table holds' {
        $runs = @('zulu', 'alpha' | Invoke-AuditJob)
        Push-Location $TestDrive
        try {
            ($runs | Invoke-AuditJob).Job | Should -Be 'alpha', 'zulu'
            $again = $runs | ConvertTo-Csv | ConvertFrom-Csv | Invoke-AuditJob
            $again.Job | Should -Be 'alpha', 'zulu'
            $again.Root | Should -Be $script:root, $script:root
        }
        finally { Pop-Location }
    }

    It 'asks for a name when it is given nothing' {
        $told = Invoke-TestShell -Command "
            Import-Module '$env:AUDITGRAPH_TEST_MODULE'
            try { Invoke-AuditJob -Root '$script:root' } catch { `$_.FullyQualifiedErrorId; `$_.Exception.Message }"
        $told[0] | Should -Be 'MissingMandatoryParameter,AuditGraph.PowerShell.Commands.InvokeAuditJobCommand'
        $told[1] | Should -Match 'mandatory parameters: Name'
        Test-Path .pkg | Should -BeFalse
    }

    It 'takes other parameters from the pipeline beside a name of its own' {
        $other = New-TestWorkspace
        ([pscustomobject]@{ Root = $other } | Invoke-AuditJob alpha).Root | Should -Be $other
    }

    It 'tells of an unknown job and runs the others' {
        $runs = 'nobody', 'zulu' | Invoke-AuditJob -ErrorAction SilentlyContinue -ErrorVariable problems
        $runs.Job | Should -Be 'zulu'
        $problems[0].FullyQualifiedErrorId | Should -Be 'JobNotFound,AuditGraph.PowerShell.Commands.InvokeAuditJobCommand'
        $problems[0].TargetObject | Should -Be 'nobody'
    }

    It 'emits the run of a job that failed and writes an error, and runs the next' {
        Set-Content config/jobs.yaml @'
version: 1
jobs:
  bad: { action: { type: report.changed_since, args: { since: 'run:01890000-0000-7000-8000-000000000000' } } }
  good: { action: { type: report.changed_since } }
'@
        $runs = Invoke-AuditJob bad, good -ErrorAction SilentlyContinue -ErrorVariable problems
        $runs.Status | Should -Be 'Failed', 'Ok'
        $runs[0].ErrorName | Should -Be 'BaselineNotFound'
        $runs[0].OutputPath | Should -BeNullOrEmpty
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -Be 'BaselineNotFound,AuditGraph.PowerShell.Commands.InvokeAuditJobCommand'
        $problems[0].Exception | Should -BeOfType AuditGraph.AuditRunException
        (Get-AuditJobRun -Status Failed).Id | Should -Be $runs[0].Id
    }

    It 'says by $? whether all went well' {
        $null = Invoke-AuditJob alpha
        $? | Should -BeTrue
        $null = Invoke-AuditJob nobody -ErrorAction SilentlyContinue
        $? | Should -BeFalse
    }

    It 'ends at an error with -ErrorAction Stop, before anything ran where a name is wrong' {
        $runs = [Collections.Generic.List[object]]::new()
        { 'alpha', 'nobody', 'zulu' | Invoke-AuditJob -ErrorAction Stop | ForEach-Object { $runs.Add($_) } } |
            Should -Throw -ExceptionType ([AuditGraph.AuditRunException])
        $runs | Should -BeNullOrEmpty
        Test-Path .pkg | Should -BeFalse
    }

    It 'passes over disabled jobs unless they are named' {
        Set-Content config/jobs.yaml "version: 1`njobs:`n  off: { enabled: false, action: { type: report.changed_since } }`n  on: { action: { type: report.changed_since } }`n"
        (Invoke-AuditJob o* -WarningAction SilentlyContinue -WarningVariable warned).Job | Should -Be 'on'
        $warned | Should -Match "'off' is disabled"
        (Get-AuditJob | Invoke-AuditJob -WarningAction SilentlyContinue).Job | Should -Be 'on'
        (Invoke-AuditJob off).Job | Should -Be 'off'
    }

    It 'passes over a disabled job alike: <_>' -ForEach 'live', 'deserialised', 'a row', 'read before the module was there' {
        Set-Content config/jobs.yaml "version: 1`njobs:`n  off: { enabled: false, action: { type: report.changed_since } }`n  on: { action: { type: report.changed_since } }`n"
        Get-AuditJob | Export-Clixml jobs.xml
        $jobs = switch ($_) {
            'live' { Get-AuditJob }
            'deserialised' { Import-Clixml jobs.xml }
            'a row' { Get-AuditJob | ConvertTo-Csv | ConvertFrom-Csv }
            default {
                Remove-Module AuditGraph
                Import-Clixml jobs.xml
                Import-Module $env:AUDITGRAPH_TEST_MODULE
            }
        }
        ($jobs | Invoke-AuditJob -WarningAction SilentlyContinue -WarningVariable warned).Job | Should -Be 'on'
        $warned | Should -Match "'off' is disabled"
        ($jobs | Select-Object Name | Invoke-AuditJob -WarningAction Stop).Job | Should -Be 'off', 'on'
        ([pscustomobject]@{ Enabled = $false } | Invoke-AuditJob off -WarningAction Stop).Job | Should -Be 'off'
    }

    It 'takes the moment of -AsOf for now' {
        $null = Invoke-AuditJob changed_since
        Set-Content data/one.txt 'changed'
        $run = Invoke-AuditJob changed_since -AsOf ([datetimeoffset]::UtcNow.AddDays(2))
        $run.Evidence | Should -Be 'snapshot'
        Get-Content $run.OutputPath -Raw | Should -Match 'data/one\.txt'
    }

    It 'reads files again as -Rehash says, whatever the job says, and records it: <_>' -ForEach 'Changed', 'Sampled', 'Full' {
        Set-Content config/jobs.yaml "version: 1`njobs:`n  one: { action: { type: report.changed_since, args: { since: last-run, rehash: sampled } }, output: { path: exports/one.json } }`n"
        $run = Invoke-AuditJob one -Rehash $_
        $record = Get-Content -Raw $run.RecordPath | ConvertFrom-Json
        $record.configuration.job.action.args.rehash | Should -BeExactly $_.ToLowerInvariant()
        (Get-Content -Raw $run.OutputPath | ConvertFrom-Json).coverage.rehash | Should -BeExactly $_.ToLowerInvariant()
        (Get-AuditJob one).Arguments['rehash'] | Should -Be 'sampled'
        (Test-AuditLedger).IsValid | Should -BeTrue
        (Get-AuditJob one | Invoke-AuditJob).Status | Should -Be 'Ok'
    }

    It 'has a verdict, and a warning and no error beside the run, where it finds what -FailOn names' {
        Set-Content config/jobs.yaml "version: 1`njobs:`n  one: { action: { type: report.changed_since, args: { since: last-run } }, output: { path: exports/one.json } }`n"
        $null = Invoke-AuditJob one
        Set-Content $script:root/verdict.txt 'new'
        $run = Invoke-AuditJob one -FailOn Removed, Added -ErrorAction Stop -WarningAction SilentlyContinue -WarningVariable warnings
        $run.Status | Should -Be 'Ok'
        $run.Verdict | Should -Be 'Fail'
        $warnings | Should -BeExactly "The job 'one' found what it must not find: 1 added."
        Remove-Item $script:root/verdict.txt
        (Invoke-AuditJob one -FailOn Added -ErrorAction Stop).Verdict | Should -Be 'Pass'
        $line = 'Invoke-AuditJob one -FailOn Re'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'Removed', 'Renamed'
    }

    It 'takes no other word for -Rehash, in any case, and completes them' {
        { Invoke-AuditJob alpha -Rehash Some } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
        (Invoke-AuditJob alpha -Rehash full).Status | Should -Be 'Ok'
        $line = 'Invoke-AuditJob alpha -Rehash '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'Changed', 'Full', 'Sampled'
    }

    It 'refuses an output path that leaves exports, writes nothing there and records it' {
        New-Item -ItemType SymbolicLink -Path exports -Target $TestDrive | Out-Null
        $runs = Invoke-AuditJob alpha -ErrorAction SilentlyContinue -ErrorVariable problems
        $runs.Status | Should -Be 'Failed'
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'OutputPathRefused,*'
        $problems[0].Exception.Message | Should -Match 'job output path'
        Test-Path (Join-Path $TestDrive 'reports') | Should -BeFalse
    }

    It 'emits each run once it has ended, and has announced all before' {
        $seen = Get-AuditJob | Invoke-AuditJob | ForEach-Object { [pscustomobject]@{ Ended = @(Get-AuditJobRun -Status Ok).Count; All = @(Get-AuditJobRun).Count } }
        $seen.All | Should -Be 3, 3, 3
        0..2 | ForEach-Object { $seen[$_].Ended | Should -BeGreaterThan $_ }
    }

    It 'ends the pipeline after the first run that is asked for' {
        $run = Get-AuditJob | Invoke-AuditJob | Select-Object -First 1
        $run.Job | Should -Be 'alpha'
        @(Get-AuditJobRun).Count | Should -Be 3
        Get-AuditJobRun | Where-Object Status -NotIn Ok, Failed | Should -BeNullOrEmpty
        Get-ChildItem .pkg -Recurse -Force | Where-Object Name -Match 'tmp' | Should -BeNullOrEmpty
    }
}

Describe 'Invoke-AuditJob -WhatIf' {
    BeforeEach {
        $script:root = New-TestWorkspace
        Push-Location $script:root
    }
    AfterEach { Pop-Location }

    It 'writes nothing at all: <_>' -ForEach 'before the first run', 'after a run' {
        if ($_ -eq 'after a run') { $null = Invoke-AuditJob alpha }
        $before = Get-FolderState $script:root
        Invoke-AuditJob alpha -WhatIf | Should -BeNullOrEmpty
        Get-AuditJob | Invoke-AuditJob -WhatIf | Should -BeNullOrEmpty
        Get-FolderState $script:root | Should -Be $before
    }

    It 'tells the job, the baseline, the extent and the output' {
        $run = Invoke-AuditJob alpha
        $script = "Import-Module '$env:AUDITGRAPH_TEST_MODULE'; Invoke-AuditJob alpha -Root '$script:root' -WhatIf"
        $told = Invoke-TestShell -Command $script
        $told | Should -Match "^What if: alpha would compare the workspace with .*, about 3 files and \d+ bytes, and replace exports/reports/alpha\.csv, because the run $($run.Id) does not tell all that its report rests on\.$"
    }

    It 'heeds $WhatIfPreference' {
        $WhatIfPreference = $true
        Invoke-AuditJob alpha | Should -BeNullOrEmpty
        Test-Path .pkg | Should -BeFalse
    }
}

Describe 'Get-AuditJobRun' {
    BeforeAll {
        $script:root = New-TestWorkspace
        Push-Location $script:root
        $script:runs = @('alpha', 'zulu', 'alpha', 'changed_since' | ForEach-Object { Invoke-AuditJob $_ })
        $null = Get-AuditJob | Where-Object Name -EQ nothing
    }
    AfterAll { Pop-Location }

    It 'emits all runs, newest first' {
        (Get-AuditJobRun).Id | Should -Be $script:runs[3, 2, 1, 0].Id
    }

    It 'emits runs that sort by their start' {
        (Get-AuditJobRun | Sort-Object).Id | Should -Be $script:runs[0, 1, 2, 3].Id
        (Get-AuditJobRun | Sort-Object -Descending | Select-Object -First 1).Id | Should -Be $script:runs[3].Id
        $script:runs[0] -lt $script:runs[1] | Should -BeTrue
    }

    It 'emits what was emitted when they ran' {
        $read = Get-AuditJobRun -Last 1
        $ran = $script:runs[3]
        foreach ($property in $ran.PSObject.Properties.Name) { "$($read.$property)" | Should -Be "$($ran.$property)" -Because $property }
    }

    It 'emits the newest few with -Last' {
        (Get-AuditJobRun -Last 2).Id | Should -Be $script:runs[3, 2].Id
        @(Get-AuditJobRun -Last 50).Count | Should -Be 4
    }

    It 'filters by name, with wildcards, and by status' {
        (Get-AuditJobRun alpha).Id | Should -Be $script:runs[2, 0].Id
        (Get-AuditJobRun *u*).Id | Should -Be $script:runs[1].Id
        (Get-AuditJobRun -Name alpha -Last 1).Id | Should -Be $script:runs[2].Id
        Get-AuditJobRun -Status Failed | Should -BeNullOrEmpty
        @(Get-AuditJobRun -Status Ok).Count | Should -Be 4
    }

    It 'takes jobs from the pipeline' {
        (Get-AuditJob zulu | Get-AuditJobRun).Id | Should -Be $script:runs[1].Id
    }

    It 'gets the runs that come through the pipeline as they are now, live, deserialised or as a table''s rows' {
        $file = Join-Path $TestDrive 'runs.xml'
        $script:runs[2, 1] | Export-Clixml $file
        ($script:runs[2, 1] | Get-AuditJobRun).Id | Should -Be $script:runs[2, 1].Id
        (Import-Clixml $file | Get-AuditJobRun).Id | Should -Be $script:runs[2, 1].Id
        ($script:runs[2, 1] | ConvertTo-Csv | ConvertFrom-Csv | Get-AuditJobRun).Id | Should -Be $script:runs[2, 1].Id
        ($script:runs | Get-AuditJobRun a* -Status Ok).Id | Should -Be $script:runs[0, 2].Id
        (Get-AuditJobRun -Id $script:runs[0, 2] -Last 1).Id | Should -Be $script:runs[2].Id
    }

    It 'gets a run by its id, and tells of an unknown one' {
        (Get-AuditJobRun -Id $script:runs[1].Id).Job | Should -Be 'zulu'
        $found = Get-AuditJobRun -Id 'nothing', $script:runs[0].Id -ErrorAction SilentlyContinue -ErrorVariable problems
        $found.Id | Should -Be $script:runs[0].Id
        $problems[0].FullyQualifiedErrorId | Should -Be 'RunNotFound,AuditGraph.PowerShell.Commands.GetAuditJobRunCommand'
    }

    It 'gets runs by their ids from the pipeline, where objects have nothing but an id' {
        $ids = $script:runs[1, 0] | Select-Object Id
        ($ids | Get-AuditJobRun).Id | Should -Be $script:runs[1, 0].Id
    }

    It 'tells of a name that neither a run nor a job has, and emits the other runs' {
        $found = 'nobody', 'zulu' | Get-AuditJobRun -ErrorAction SilentlyContinue -ErrorVariable problems
        $found.Job | Should -Be 'zulu'
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -Be 'JobNotFound,AuditGraph.PowerShell.Commands.GetAuditJobRunCommand'
        $problems[0].TargetObject | Should -Be 'nobody'
        (Get-AuditJobRun zuul, alpha -ErrorAction SilentlyContinue -ErrorVariable problems).Job | Should -Be 'alpha', 'alpha'
        $problems[0].ErrorDetails.RecommendedAction | Should -Match "'zulu'"
        { $script:runs[0].Id | Get-AuditJobRun -ErrorAction Stop } | Should -Throw -ErrorId 'JobNotFound,*'
        Get-AuditJobRun q* -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'is silent about a job that is there and never ran, or ran and is no more, or has no such run' {
        $root = New-TestWorkspace
        $null = Invoke-AuditJob alpha -Root $root
        Get-AuditJobRun zulu -Root $root -ErrorAction Stop | Should -BeNullOrEmpty
        Get-AuditJobRun alpha -Status Failed -Root $root -ErrorAction Stop | Should -BeNullOrEmpty
        Set-Content $root/config/jobs.yaml "version: 1`njobs:`n  other: { action: { type: report.changed_since } }`n"
        (Get-AuditJobRun alpha -Root $root -ErrorAction Stop).Job | Should -Be 'alpha'
        Get-AuditJobRun alpha -Status Failed -Root $root -ErrorAction Stop | Should -BeNullOrEmpty
        Get-AuditJobRun alpha, other -Last 1 -Root $root -ErrorAction Stop | Should -Not -BeNullOrEmpty
    }

    It 'emits nothing in a workspace where nothing ran' {
        Get-AuditJobRun -Root (New-TestWorkspace) -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'sorts, measures, groups and exports as one expects' {
        ($script:runs | Sort-Object Duration).Count | Should -Be 4
        $total = 0
        foreach ($run in $script:runs) { $total += $run.OutputBytes }
        ($script:runs | Measure-Object OutputBytes -Sum).Sum | Should -Be $total
        ($script:runs | Group-Object Status).Name | Should -Be 'Ok'
        ($script:runs | Where-Object Status -EQ Ok).Count | Should -Be 4
    }
}
