BeforeAll {
    . $PSScriptRoot/TestWorkspace.ps1
    $script:root = New-TestWorkspace

    function Complete([string] $Line) {
        (TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches
    }
}

Describe 'Completion' {
    BeforeEach { Push-Location $script:root }
    AfterEach { Pop-Location }

    It 'offers the names of jobs, with their descriptions, for <_>' -ForEach 'Get-AuditJob ', 'Invoke-AuditJob ', 'Get-AuditJobRun ' {
        $offered = Complete $_
        $offered.CompletionText | Should -Be 'alpha', 'changed_since', 'zulu'
        $offered[1].ToolTip | Should -Be 'What changed in a day'
        $offered[0].ToolTip | Should -Be 'alpha'
    }

    It 'narrows by what is typed, without regard to case' {
        (Complete 'Invoke-AuditJob CH').CompletionText | Should -Be 'changed_since'
    }

    It 'completes a list item by item' {
        (Complete 'Get-AuditJob alpha, z').CompletionText | Should -Be 'zulu'
    }

    It 'keeps the quotes the user began with' {
        (Complete "Get-AuditJob 'al").CompletionText | Should -Be "'alpha'"
        (Complete 'Get-AuditJob "al').CompletionText | Should -Be '"alpha"'
    }

    It 'quotes what PowerShell would not take for a name' {
        $odd = New-TestWorkspace -Jobs "version: 1`njobs:`n  `"007`": { action: { type: report.changed_since } }`n  -x: { action: { type: report.changed_since } }`n"
        (Complete "Get-AuditJob -Root $odd -Name ").CompletionText | Should -Be "'-x'", "'007'"
    }

    It 'offers tags, with the jobs that have them' {
        $offered = Complete 'Get-AuditJob -Tag '
        $offered.CompletionText | Should -Be 'daily', 'files', 'weekly'
        $offered[0].ToolTip | Should -Be 'alpha, changed_since'
    }

    It 'looks in the workspace that -Root names' {
        $other = New-TestWorkspace -Jobs "version: 1`njobs:`n  other: { action: { type: report.changed_since } }`n"
        (Complete "Get-AuditJob -Root '$other' -Name ").CompletionText | Should -Be 'other'
        (Complete "Get-AuditJob -Workspace Workspaces:/$(Split-Path -Leaf $other) -Name ").CompletionText | Should -Be 'other'
    }

    It 'offers actions with their summaries' {
        $offered = Complete 'Get-AuditAction rep'
        $offered.CompletionText | Should -Contain 'report.changed_since'
        $offered[0].ToolTip | Should -Match '^Reports '
    }

    It 'offers statuses' {
        (Complete 'Get-AuditJobRun -Status ').CompletionText | Should -Be 'Abandoned', 'Blocked', 'Failed', 'Ok', 'Pending', 'Skipped'
    }

    It 'offers no run before there was one' {
        Complete 'Get-AuditJobRun -Id ' | Where-Object ResultType -EQ ParameterValue | Should -BeNullOrEmpty
    }

    It 'offers the jobs that can be read of a broken file, and never fails' {
        $broken = New-TestWorkspace -Jobs "version: 1`njobs:`n  good: { action: { type: report.changed_since } }`n  bad: 1`n"
        (Complete "Get-AuditJob -Root $broken -Name ").CompletionText | Should -Be 'good'
        $unreadable = New-TestWorkspace -Jobs "jobs: ["
        Complete "Get-AuditJob -Root $unreadable -Name " | Where-Object ResultType -EQ ParameterValue | Should -BeNullOrEmpty
        Complete 'Get-AuditJob -Root /nowhere/at/all -Name ' | Where-Object ResultType -EQ ParameterValue | Should -BeNullOrEmpty
        $Error.Clear()
        $null = Complete "Get-AuditJob -Root $unreadable -Name "
        $Error | Should -BeNullOrEmpty
    }
}

Describe 'Completion of run ids' {
    It 'offers the newest first, with job and time' {
        $null = 'alpha', 'zulu' | Invoke-AuditJob -Root $script:root -ThrottleLimit 1
        $runs = @(Get-AuditJobRun -Root $script:root)
        $offered = Complete "Get-AuditJobRun -Root $script:root -Id "
        $offered.ListItemText | Should -Be $runs.Id
        $offered.CompletionText | Should -Be $runs.Id -Because 'an id needs no quotes'
        (Complete "Compare-AuditSnapshot -Root $script:root -Reference $($runs[1].Id) -Difference ").CompletionText | Should -Be $runs.Id
        (Complete "Get-AuditReport -Root $script:root $($runs[0].Id.Substring(0, 30))").CompletionText | Should -Contain $runs[0].Id
        (Complete "Get-AuditRunProof -Root $script:root -Id '$($runs[0].Id.Substring(0, 30))").CompletionText | Should -Contain "'$($runs[0].Id)'"
        $offered[0].ToolTip | Should -Match '^zulu, \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ, ok$'
    }
}
