BeforeAll {
    . $PSScriptRoot/TestWorkspace.ps1

    $script:jobs = @'
version: 1
jobs:
  alpha:
    action: { type: report.changed_since, args: { since: last-run } }
    output: { path: exports/reports/alpha.csv }
  beta:
    action: { type: report.changed_since, args: { since: last-run, include: ["data/**"] } }
'@

    # Runs a job so many times, each time over something new.
    function Invoke-Repeatedly([string] $Job, [int] $Times) {
        foreach ($time in 1..$Times) {
            Set-Content data/one.txt "$Job $time $([guid]::NewGuid())"
            Invoke-AuditJob $Job
        }
    }

    function Get-StoredRun { (Get-ChildItem .pkg/profiles/default/snapshots/*.snapshot).BaseName | Sort-Object }
}

Describe 'Remove-AuditSnapshot' {
    BeforeEach {
        $script:root = New-TestWorkspace -Jobs $script:jobs
        Push-Location $script:root
    }
    AfterEach { Pop-Location }

    It 'removes the snapshots that are old and leaves the newest of each job, and every record' {
        $alpha = Invoke-Repeatedly alpha 4
        $beta = Invoke-Repeatedly beta 3
        Remove-AuditSnapshot -Before (Get-Date) | Should -BeNullOrEmpty
        Get-StoredRun | Should -Be ($alpha[3].Id, $beta[2].Id | Sort-Object)
        @(Get-AuditJobRun).Count | Should -Be 7
        (Test-AuditLedger).IsValid | Should -BeTrue
        Set-Content data/one.txt 'after'
        (Invoke-AuditJob alpha | Get-AuditReport).Path | Should -Be 'data/one.txt'
    }

    It 'removes nothing that is not old' {
        $runs = Invoke-Repeatedly alpha 3
        Remove-AuditSnapshot -Keep 1h -PassThru | Should -BeNullOrEmpty
        Remove-AuditSnapshot -Before '2001-01-01' -PassThru | Should -BeNullOrEmpty
        Get-StoredRun | Should -Be $runs.Id
    }

    It 'emits what it removed with -PassThru' {
        $runs = Invoke-Repeatedly alpha 3
        $removed = Remove-AuditSnapshot -Before (Get-Date) -PassThru
        $removed | Should -BeOfType AuditGraph.AuditRemovedSnapshot
        $removed.Run | Should -Be $runs[0, 1].Id
        $removed[0].Job | Should -Be 'alpha'
        $removed[0].Files | Should -Be 3
        $removed[0].SnapshotRoot | Should -Be $runs[0].SnapshotRoot
        $removed[0].TakenAt | Should -BeGreaterOrEqual $runs[0].StartedAt
        $removed[0].Reason | Should -Be 'nothing needs it'
        (Get-AuditJobRun -Id $removed.Run).Id | Should -Be $removed.Run
    }

    It 'writes nothing at all with -WhatIf, and tells each snapshot and what they free' {
        $runs = Invoke-Repeatedly alpha 3
        $before = Get-FolderState $script:root
        Remove-AuditSnapshot -Before (Get-Date) -WhatIf -PassThru | Should -BeNullOrEmpty
        $script = "Import-Module '$env:AUDITGRAPH_TEST_MODULE'; Remove-AuditSnapshot -Root '$script:root' -Before (Get-Date) -WhatIf"
        $told = Invoke-TestShell -Command $script
        Get-FolderState $script:root | Should -Be $before
        $told.Count | Should -Be 2
        $told[0] | Should -Match "^What if: Remove the snapshot of the run $($runs[0].Id) of the job 'alpha', taken [\d-]+ [\d:]+Z \(1 of 2, which free [\d.]+ (Ki)?B together\)\.$"
    }

    It 'asks nothing in a script, and asks for each with -Confirm' {
        $runs = Invoke-Repeatedly alpha 3
        $start = "Import-Module '$env:AUDITGRAPH_TEST_MODULE'; Remove-AuditSnapshot -Root '$script:root' -Before (Get-Date)"
        $told = Invoke-TestShell -Command "$start -Confirm" 2>&1 | Out-String
        $told | Should -Match 'NonInteractive'
        Get-StoredRun | Should -Be $runs.Id
        Invoke-TestShell -Command $start | Should -BeNullOrEmpty
        Get-StoredRun | Should -Be $runs[2].Id
    }

    It 'tells its decisions with -Verbose' {
        $runs = Invoke-Repeatedly alpha 2
        $told = Remove-AuditSnapshot -Before (Get-Date) -Verbose 4>&1
        $told -match "Keeping the snapshot of the run $($runs[1].Id) .*: it is the newest of its job from before the kept period\." | Should -Not -BeNullOrEmpty
        $told -match '^1 snapshot was removed, which frees ' | Should -Not -BeNullOrEmpty
    }

    It 'takes a duration as it is typed, as text, as a time span and splatted: <_>' -ForEach @(
        { Remove-AuditSnapshot -Keep 30d }
        { Remove-AuditSnapshot -Keep 90s }
        { Remove-AuditSnapshot -Keep 2w }
        { Remove-AuditSnapshot -Keep '30d' }
        { Remove-AuditSnapshot -Keep (New-TimeSpan -Days 30) }
        { $arguments = @{ Keep = '30d' }; Remove-AuditSnapshot @arguments }
    ) {
        $runs = Invoke-Repeatedly alpha 2
        & $_
        Get-StoredRun | Should -Be $runs.Id
    }

    It 'says which duration was meant by words' {
        { Remove-AuditSnapshot -Keep '30 days' } | Should -Throw "*24h or 7d, or a time span; did you mean '30d'?*"
    }

    It 'does not take a number for a duration, nor nothing: <_>' -ForEach 30, 1.5, '0d', '-1d', 'month', ([timespan]::Zero), ([timespan]::FromDays(-1)) {
        $runs = Invoke-Repeatedly alpha 2
        { Remove-AuditSnapshot -Keep $_ } | Should -Throw '*is no duration; expected a whole number*'
        Get-StoredRun | Should -Be $runs.Id
    }

    It 'keeps snapshots as long as the settings say when it is not told' {
        $runs = Invoke-Repeatedly alpha 3
        { Remove-AuditSnapshot } | Should -Throw -ErrorId 'RetentionNotSet,AuditGraph.PowerShell.Commands.RemoveAuditSnapshotCommand'
        Set-Content config/pkg.yaml 'snapshots: { keep: 30d }'
        Remove-AuditSnapshot
        Get-StoredRun | Should -Be $runs.Id
        Set-Content config/pkg.yaml 'snapshots: { keep: 1s }'
        while ([datetimeoffset]::UtcNow - $runs[2].FinishedAt -lt [timespan]'0:0:1.1') { Start-Sleep -Milliseconds 50 }
        Remove-AuditSnapshot
        Get-StoredRun | Should -Be $runs[2].Id
        Set-Content config/pkg.yaml 'snapshots: { keep: soon }'
        { Remove-AuditSnapshot } | Should -Throw -ErrorId 'ProfileInvalid,*'
    }

    It 'is what a run does by itself where the settings say how long snapshots are kept' {
        $runs = Invoke-Repeatedly alpha 3
        Set-Content config/pkg.yaml 'snapshots: { keep: 1s }'
        while ([datetimeoffset]::UtcNow - $runs[2].FinishedAt -lt [timespan]'0:0:1.1') { Start-Sleep -Milliseconds 50 }
        $next = Invoke-AuditJob alpha -Verbose -WarningVariable warned 4>&1
        Get-StoredRun | Should -Be $runs[2].Id, $next.Where({ $_ -is [AuditGraph.AuditJobRun] }).Id
        @($next -match "^Removed the snapshot of the run $($runs[0].Id) of the job 'alpha', taken .*: nothing needs it\.$").Count | Should -Be 1
        $warned | Should -BeNullOrEmpty
    }

    It 'is told by a run with -WhatIf, which removes nothing' {
        $runs = Invoke-Repeatedly alpha 3
        $tell = { Invoke-TestShell -Command "Import-Module '$env:AUDITGRAPH_TEST_MODULE'; Invoke-AuditJob alpha -Root '$script:root' -WhatIf" }
        Set-Content config/pkg.yaml 'snapshots: { keep: 30d }'
        & $tell | Should -Match "and replace exports/reports/alpha\.csv, because the run $($runs[2].Id) does not tell all that its report rests on\.$"
        Set-Content config/pkg.yaml 'snapshots: { keep: 1s }'
        while ([datetimeoffset]::UtcNow - $runs[2].FinishedAt -lt [timespan]'0:0:1.1') { Start-Sleep -Milliseconds 50 }
        $before = Get-FolderState $script:root
        & $tell | Should -Match "and replace exports/reports/alpha\.csv, and then remove 2 old snapshots, because the run $($runs[2].Id) does not tell all that its report rests on\.$"
        Get-FolderState $script:root | Should -Be $before
    }

    It 'removes those of the jobs that are named, with wildcards' {
        $alpha = Invoke-Repeatedly alpha 3
        $beta = Invoke-Repeatedly beta 3
        Remove-AuditSnapshot b* -Before (Get-Date)
        Get-StoredRun | Should -Be (@($alpha.Id) + $beta[2].Id | Sort-Object)
        Remove-AuditSnapshot -Job alpha, beta -Before (Get-Date)
        Get-StoredRun | Should -Be ($alpha[2].Id, $beta[2].Id | Sort-Object)
    }

    It 'tells of a job that does not exist, and says nothing of a wildcard that matches none' {
        Remove-AuditSnapshot alhpa -Keep 1d -ErrorAction SilentlyContinue -ErrorVariable problems
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'JobNotFound,*'
        $problems[0].ErrorDetails.RecommendedAction | Should -Match 'alpha'
        Remove-AuditSnapshot alpha, nothing* -Keep 1d -ErrorAction Stop
    }

    It 'keeps what the record of a kept run names and says so, and removes it with -Force and says so' {
        $runs = Invoke-Repeatedly alpha 3
        $moment = Get-Date
        Set-Content config/jobs.yaml ($script:jobs -replace 'since: last-run }', "since: 'run:$($runs[0].Id)' }")
        $kept = Invoke-AuditJob alpha
        Set-Content config/jobs.yaml $script:jobs

        Remove-AuditSnapshot -Before $moment -WarningAction SilentlyContinue -WarningVariable warned
        $warned | Should -Be "1 old snapshot is kept because it is still needed: $($runs[0].Id) (the run $($kept.Id) was compared with it)."
        Get-StoredRun | Should -Be $runs[0].Id, $runs[2].Id, $kept.Id
        @($kept | Get-AuditReport).Count | Should -BeGreaterThan 0

        $removed = Remove-AuditSnapshot -Before $moment -Force -PassThru -WarningAction SilentlyContinue -WarningVariable warned
        $removed.Run | Should -Be $runs[0, 2].Id
        $warned.Count | Should -Be 2
        $warned[0] | Should -Match "^Removed the snapshot of the run $($runs[0].Id) of the job 'alpha', taken .*, although the run $($kept.Id) was compared with it\.$"
        Get-StoredRun | Should -Be $kept.Id
    }

    It 'keeps what a job looks back to' {
        Set-Content config/jobs.yaml "$script:jobs`n  gamma:`n    action: { type: report.changed_since, args: { since: 24h } }`n"
        $runs = Invoke-Repeatedly alpha 3
        Remove-AuditSnapshot -Before (Get-Date) -WarningAction SilentlyContinue -WarningVariable warned
        $warned | Should -Match "2 old snapshots are kept .* \(the job 'gamma' looks back that far\)"
        Get-StoredRun | Should -Be $runs.Id
    }

    It 'makes whoever compares with a snapshot that is gone get a clear error' {
        $runs = Invoke-Repeatedly alpha 3
        Remove-AuditSnapshot -Before (Get-Date) -Force -WarningAction SilentlyContinue
        Get-StoredRun | Should -BeNullOrEmpty
        { Compare-AuditSnapshot $runs[0] $runs[1] } | Should -Throw "The run $($runs[0].Id) has no snapshot: it took none, or it was removed." -ErrorId 'SnapshotNotFound,*'

        Set-Content config/jobs.yaml ($script:jobs -replace 'since: last-run }', "since: 'run:$($runs[0].Id)' }")
        $failed = Invoke-AuditJob alpha -ErrorAction SilentlyContinue -ErrorVariable problems
        $failed.Status | Should -Be 'Failed'
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'BaselineNotFound,*'
        "$($problems[0])" | Should -Be "The run $($runs[0].Id) has no snapshot: it took none, or it was removed."

        Set-Content config/jobs.yaml $script:jobs
        $next = Invoke-AuditJob alpha
        $next.Baseline | Should -Be 'none'
        (Test-AuditLedger).IsValid | Should -BeTrue
    }

    It 'removes nothing while the job file has errors' {
        $runs = Invoke-Repeatedly alpha 2
        Set-Content config/jobs.yaml 'jobs: ['
        { Remove-AuditSnapshot -Before (Get-Date) } | Should -Throw -ExceptionType ([AuditGraph.AuditConfigurationException])
        Get-StoredRun | Should -Be $runs.Id
    }

    It 'works again once a damaged file is restored; runs that do not need it went on' {
        $runs = Invoke-Repeatedly alpha 3
        $damaged = (Resolve-Path ".pkg/profiles/default/snapshots/$($runs[0].Id).snapshot").ProviderPath
        $bytes = [IO.File]::ReadAllBytes($damaged)
        [IO.File]::WriteAllText($damaged, 'no snapshot')
        $next = Invoke-AuditJob alpha -WarningAction SilentlyContinue -WarningVariable warned
        $next.Status | Should -Be 'Ok'
        "$warned" | Should -BeLike "*$damaged*"
        { Compare-AuditSnapshot $runs[0] $next } | Should -Throw -ErrorId 'SnapshotCorrupt,*'

        [IO.File]::WriteAllBytes($damaged, $bytes)
        { Compare-AuditSnapshot $runs[0] $next } | Should -Not -Throw
        Remove-AuditSnapshot -Before (Get-Date)
        Get-StoredRun | Should -Be $next.Id
    }

    It 'does and writes nothing where nothing was run' {
        $before = Get-FolderState $script:root
        Remove-AuditSnapshot -Before (Get-Date) -ErrorAction Stop | Should -BeNullOrEmpty
        Get-FolderState $script:root | Should -Be $before
    }
}
