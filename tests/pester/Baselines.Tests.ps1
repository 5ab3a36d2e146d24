BeforeAll {
    . $PSScriptRoot/TestWorkspace.ps1

    function Invoke-Integrity { Invoke-AuditJob integrity -WarningAction SilentlyContinue }
}

Describe 'Approve-AuditBaseline and Get-AuditBaseline' {
    BeforeEach {
        $script:root = New-TestWorkspace -Jobs @'
version: 1
jobs:
  integrity: { action: { type: check.integrity, args: { include: [data/], rules: [{ path: ["**"], watch: [content] }] } } }
  other: { action: { type: report.changed_since } }
'@
        Push-Location $script:root
        $script:run = Invoke-Integrity
    }

    AfterEach { Pop-Location }

    It 'approves a run from the pipeline, which later runs are compared with' {
        $approval = $script:run | Approve-AuditBaseline -Reason 'as delivered'
        $approval | Should -BeOfType AuditGraph.AuditBaseline
        $approval.Run | Should -Be $script:run.Id
        $approval.Files | Should -Be 2
        $approval.IsCurrent | Should -BeTrue
        (Invoke-Integrity).Baseline | Should -Be "approval:$($approval.Id)"
        (Get-AuditBaseline).Id | Should -Be $approval.Id
        (Test-AuditLedger).IsValid | Should -BeTrue
    }

    It 'approves by an id and by a row of a table, in whichever workspace the run is' {
        Set-Location /
        $null = Approve-AuditBaseline $script:run.Id -Root $script:root -Reason one
        $null = $script:run | Select-Object Id, Root | Approve-AuditBaseline -Reason two
        (Get-AuditBaseline -Root $script:root -History).Reason | Should -Be 'two', 'one'
    }

    It 'approves a part, and keeps the history' {
        $null = $script:run | Approve-AuditBaseline -Reason one
        Set-Content data/one.txt changed
        Set-Content data/two.txt changed
        $part = Invoke-Integrity | Approve-AuditBaseline -Path data/one.*, '!*.md' -Reason two
        $part.Paths | Should -Be 'data/one.*', '!*.md'
        (Invoke-Integrity | Get-AuditFinding -State Unchanged).Path | Should -Be 'data/two.txt'
        (Get-AuditBaseline int*).Reason | Should -Be two
        (Get-AuditBaseline integrity -History).IsCurrent | Should -Be $true, $false
        $part.Previous | Should -Be (Get-AuditBaseline -History)[1].Id
    }

    It 'tells with -WhatIf what would change, and writes nothing' {
        $before = Get-FolderState $script:root
        $told = Invoke-TestShell -Command "Import-Module '$env:AUDITGRAPH_TEST_MODULE'; Approve-AuditBaseline $($script:run.Id) -Root '$script:root' -Reason x -WhatIf"
        $told -join '' | Should -BeLike "What if: Approve what the run * saw (2 added, 0 changed, 0 removed, *).*"
        Get-FolderState $script:root | Should -Be $before
    }

    It 'refuses what cannot be approved, with its own error' {
        Set-Content data/one.txt changed
        $script:run | Approve-AuditBaseline -Reason x -ErrorVariable moved -ErrorAction SilentlyContinue
        $moved[0].FullyQualifiedErrorId | Should -Be 'TreeMovedOn,AuditGraph.PowerShell.Commands.ApproveAuditBaselineCommand'
        $moved[0].TargetObject | Should -Be $script:run.Id
        $next = Invoke-Integrity
        $next | Approve-AuditBaseline -Path ../x -Reason x -ErrorVariable outside -ErrorAction SilentlyContinue
        $outside[0].FullyQualifiedErrorId | Should -BeLike 'ApprovalInvalid,*'
        $next | Approve-AuditBaseline -Path none -Reason x -ErrorVariable idle -ErrorAction SilentlyContinue
        $idle[0].FullyQualifiedErrorId | Should -BeLike 'PatternChoosesNothing,*'
        Invoke-AuditJob other | Approve-AuditBaseline -Reason x -ErrorVariable other -ErrorAction SilentlyContinue
        $other[0].FullyQualifiedErrorId | Should -BeLike 'RunNotApprovable,*'
        Get-AuditBaseline | Should -BeNullOrEmpty
    }

    It 'finds nothing for a job without an approval, and no job of another name' {
        Get-AuditBaseline integrity | Should -BeNullOrEmpty
        Get-AuditBaseline none* | Should -BeNullOrEmpty
        Get-AuditBaseline none -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'JobNotFound,*'
    }

    It 'completes runs and jobs' {
        $runs = (TabExpansion2 'Approve-AuditBaseline ' 22).CompletionMatches
        $runs.CompletionText | Should -Contain $script:run.Id
        (TabExpansion2 'Get-AuditBaseline ' 18).CompletionMatches.CompletionText | Should -Be 'integrity', 'other'
    }
}
