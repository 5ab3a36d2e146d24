BeforeAll {
    . $PSScriptRoot/TestWorkspace.ps1
}

Describe 'Get-AuditAction' {
    It 'emits every action, with what a job file may say of it' {
        $action = Get-AuditAction | Where-Object Type -EQ report.changed_since
        $action | Should -BeOfType AuditGraph.ActionDescriptor
        $action.Summary | Should -Match '^Reports '
        $action.Formats | Should -Be 'md', 'json', 'csv', 'html'
        $since = $action.Parameters | Where-Object Name -EQ since
        $since | Should -BeOfType AuditGraph.ActionParameter
        $since.Kind | Should -Be 'Since'
        $since.Default | Should -Be '24h'
        $since.Required | Should -BeFalse
        $since.Summary | Should -Match '24h'
        ($action.Parameters | Where-Object Name -EQ rehash).AllowedValues | Should -Be 'changed', 'sampled', 'full'
    }

    It 'takes types by position, by wildcard, by value and by its other names' {
        (Get-AuditAction report.changed_since).Type | Should -Be 'report.changed_since'
        (Get-AuditAction Report.Changed_Since -ErrorAction Stop).Type | Should -Be 'report.changed_since'
        (Get-AuditAction REPORT.*).Type | Should -Contain 'report.changed_since'
        ('report.changed_since' | Get-AuditAction).Type | Should -Be 'report.changed_since'
        (Get-AuditAction -Name report.changed_since).Type | Should -Be 'report.changed_since'
        Get-AuditAction nothing.* -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'takes jobs and runs from the pipeline, and emits their actions' {
        $root = New-TestWorkspace
        (Get-AuditJob alpha -Root $root | Get-AuditAction).Type | Should -Be 'report.changed_since'
        (Invoke-AuditJob alpha -Root $root | Get-AuditAction).Type | Should -Be 'report.changed_since'
    }

    It 'tells of an unknown type, with the nearest as recommendation, and goes on' {
        $actions = 'report.changd_since', 'report.changed_since' | Get-AuditAction -ErrorAction SilentlyContinue -ErrorVariable problems
        $actions.Type | Should -Be 'report.changed_since'
        $problems.FullyQualifiedErrorId | Should -Be 'ActionNotFound,AuditGraph.PowerShell.Commands.GetAuditActionCommand'
        $problems[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $problems[0].ErrorDetails.RecommendedAction | Should -Match "'report.changed_since'"
    }
}
