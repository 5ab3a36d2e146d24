BeforeAll {
    . $PSScriptRoot/TestWorkspace.ps1

    $script:jobs = @'
version: 1
jobs:
  fetch: { tags: [x], action: { type: report.changed_since } }
  check: { tags: [x], needs: [fetch], action: { type: report.changed_since } }
  bad: { action: { type: report.changed_since, args: { since: 'run:01890000-0000-7000-8000-000000000000' } } }
  blocked: { needs: [bad], action: { type: report.changed_since } }
  after: { needs: [{ job: blocked, when: done }], action: { type: report.changed_since } }
'@
}

Describe 'Jobs that depend' {
    BeforeEach {
        $script:root = New-TestWorkspace -Jobs $script:jobs
        Push-Location $script:root
    }
    AfterEach { Pop-Location }

    It 'run after what they need, which comes along, in one invocation' {
        $runs = Invoke-AuditJob check
        $runs.Job | Should -Be 'fetch', 'check'
        $runs.Status | Should -Be 'Ok', 'Ok'
        @($runs.InvocationId | Sort-Object -Unique).Count | Should -Be 1
        $runs[1].Needs[0].RunId | Should -Be $runs[0].Id
        $runs[1].Attempts[0].Number | Should -Be 1
        (Test-AuditLedger).IsValid | Should -BeTrue
    }

    It 'come out in the order of the plan, whatever the order in which they came and how many run at once' {
        (Get-AuditJob -Tag x | Sort-Object Name -Descending | Invoke-AuditJob -ThrottleLimit 4).Job | Should -Be 'fetch', 'check'
    }

    It 'go through the pipeline as raw values' {
        Get-AuditJob -Tag x | Invoke-AuditJob -ThrottleLimit 4 | Sort-Object Duration | Export-Csv runs.csv
        $rows = Import-Csv runs.csv
        $rows.Count | Should -Be 2
        ($rows | Where-Object Job -EQ check).Needs | Should -Be 'fetch: Ok'
        ($rows | Where-Object Job -EQ check).Attempts | Should -Be '1: Ok'
        Get-Content -Raw runs.csv | Should -Not -Match 'System\.Object|AuditGraph\.'
    }

    It 'are blocked by a need that failed, and named with it' {
        $runs = Invoke-AuditJob after -ErrorAction SilentlyContinue -ErrorVariable problems
        $runs.Status | Should -Be 'Failed', 'Blocked', 'Ok'
        $problems.FullyQualifiedErrorId | Should -Be 'BaselineNotFound,AuditGraph.PowerShell.Commands.InvokeAuditJobCommand', 'NeedNotMet,AuditGraph.PowerShell.Commands.InvokeAuditJobCommand'
        $problems[1].Exception.Message | Should -Match "needs 'bad', which failed"
        (Get-AuditJobRun -Status Blocked).Job | Should -Be 'blocked'
    }

    It 'leave out what is only needed with -NoNeeds, and say which need has no good run' {
        $run = Invoke-AuditJob check -NoNeeds -WarningAction SilentlyContinue -WarningVariable warned
        $run.Job | Should -Be 'check'
        $warned | Should -Match "needs 'fetch', which has no good run"
    }

    It 'take the report of an earlier run where nothing has changed, say why, and run all the same with -Force' {
        $base = Invoke-AuditJob fetch
        Set-Content config/jobs.yaml "version: 1`njobs:`n  same: { action: { type: report.changed_since, args: { since: 'run:$($base.Id)', exclude: [config/] } } }`n"
        $first = Invoke-AuditJob same
        $first.Reasons.Code | Should -Be 'first_run'
        $first.Fingerprint.Name | Should -Be 'action', 'arguments', 'output', 'scope', 'inputs', 'baseline'
        $foreseen = Get-AuditPlan same
        $foreseen.Origin | Should -Be 'Reused'
        $foreseen.Description | Should -Match "would take the report of the run $($first.Id), .*, because nothing that it rests on has changed\."

        $second = Invoke-AuditJob same
        $second.Origin | Should -Be 'Reused'
        $second.ReusedRunId | Should -Be $first.Id
        $second.Reasons.Code | Should -Be 'matched'
        (Get-AuditReport $second.Id).Count | Should -Be @(Get-AuditReport $first.Id).Count

        (Get-AuditPlan same -Force).Reasons.Code | Should -Be 'forced'
        $third = Invoke-AuditJob same -Force
        $third.Origin | Should -Be 'Fresh'
        $third.OutputSha256 | Should -Be $first.OutputSha256

        Set-Content new.txt 'new'
        (Get-AuditPlan same).Reasons.Names | Should -Be 'new.txt'
        (Test-AuditLedger).IsValid | Should -BeTrue
    }

    It 'start nothing more after a failure with -FailFast' {
        $runs = Invoke-AuditJob bad, fetch -FailFast -ThrottleLimit 1 -ErrorAction SilentlyContinue
        $runs.Status | Should -Be 'Failed', 'Skipped'
    }

    It 'are refused where one of them needs one that is disabled' {
        Set-Content config/jobs.yaml "version: 1`njobs:`n  off: { enabled: false, action: { type: report.changed_since } }`n  on: { needs: [off], action: { type: report.changed_since } }`n"
        { Invoke-AuditJob on } | Should -Throw -ErrorId 'NeedDisabled,*'
        (Invoke-AuditJob on, off).Status | Should -Be 'Ok', 'Ok'
    }

    It 'are runs of their workspaces where they come from several' {
        $other = New-TestWorkspace
        $runs = & { Get-AuditJob check; Get-AuditJob alpha -Root $other } | Invoke-AuditJob
        $runs.Root | Should -Be $script:root, $script:root, $other
    }
}

Describe 'Get-AuditPlan' {
    BeforeEach {
        $script:root = New-TestWorkspace -Jobs $script:jobs
        Push-Location $script:root
    }
    AfterEach { Pop-Location }

    It 'says what Invoke-AuditJob then does, and writes nothing' {
        $before = Get-FolderState $script:root
        $plan = Get-AuditPlan check, after
        Get-FolderState $script:root | Should -Be $before
        $plan | Should -BeOfType AuditGraph.AuditPlanEntry
        $plan.Position | Should -Be 1, 2, 3, 4, 5
        $plan.Job | Should -Be (Invoke-AuditJob check, after -ErrorAction SilentlyContinue).Job
        ($plan | Where-Object IsAskedFor).Job | Should -Be 'after', 'check'
        ($plan | Where-Object ErrorName).Job | Should -Be 'bad', 'blocked'
    }

    It 'says it in the words of -WhatIf' {
        $script = "Import-Module '$env:AUDITGRAPH_TEST_MODULE'; Invoke-AuditJob check -Root '$script:root' -WhatIf"
        Invoke-TestShell -Command $script | Should -Be ((Get-AuditPlan check).Description | ForEach-Object { "What if: $_" })
    }

    It 'takes jobs from the pipeline' {
        (Get-AuditJob -Tag x | Get-AuditPlan).Job | Should -Be 'fetch', 'check'
    }
}

Describe 'Progress of jobs side by side' {
    It 'has a line for each, which ends' {
        $root = New-TestWorkspace
        $shell = [powershell]::Create([initialsessionstate]::CreateDefault2())
        $null = $shell.AddScript("Import-Module '$env:AUDITGRAPH_TEST_MODULE'; Invoke-AuditJob * -ThrottleLimit 3 -Root '$root'")
        $null = $shell.Invoke()
        $lines = $shell.Streams.Progress | Where-Object Activity -Match '^(alpha|changed_since|zulu): '
        foreach ($activity in $lines | Group-Object Activity) {
            @($activity.Group.ActivityId | Sort-Object -Unique).Count | Should -Be 1
            $activity.Group[-1].RecordType | Should -Be 'Completed'
        }
        $shell.HadErrors | Should -BeFalse
        $shell.Dispose()
    }
}
