BeforeAll {
    . $PSScriptRoot/TestWorkspace.ps1
    $script:root = New-TestWorkspace
}

Describe 'Get-AuditJob' {
    BeforeEach { Push-Location $script:root }
    AfterEach { Pop-Location }

    It 'emits every job, sorted by name' {
        (Get-AuditJob).Name | Should -Be 'alpha', 'changed_since', 'zulu'
        Get-AuditJob | Should -BeOfType AuditGraph.AuditJob
    }

    It 'can be sorted again' {
        (Get-AuditJob | Sort-Object Name -Descending).Name | Should -Be 'zulu', 'changed_since', 'alpha'
    }

    It 'fills in what the file leaves out' {
        $job = Get-AuditJob changed_since
        $job.Description | Should -Be 'What changed in a day'
        $job.Tags | Should -Be 'daily', 'files'
        $job.ActionType | Should -Be 'report.changed_since'
        $job.Arguments['since'] | Should -Be '24h'
        $job.RelativeOutputPath | Should -Be 'exports/reports/changed_since.md'
        $job.OutputPath | Should -Be (Invoke-AuditJob changed_since).OutputPath
        $job.OutputPath | Should -Be (Get-AuditPlan changed_since).OutputPath
        $job.OutputFormat | Should -Be 'md'
        $job.Enabled | Should -BeTrue
        $job.Root | Should -Be $script:root
        $job.ConfigPath | Should -Be (Join-Path $script:root 'config/jobs.yaml')
    }

    It 'takes wildcards, and is silent where one matches nothing' {
        (Get-AuditJob c*).Name | Should -Be 'changed_since'
        (Get-AuditJob '[az]*').Name | Should -Be 'alpha', 'zulu'
        Get-AuditJob q* -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'takes names without regard to case, by position, by value and by property' {
        (Get-AuditJob ALPHA).Name | Should -Be 'alpha'
        ('zulu', 'alpha' | Get-AuditJob).Name | Should -Be 'zulu', 'alpha'
        ([pscustomobject]@{ Name = 'zulu' } | Get-AuditJob).Name | Should -Be 'zulu'
    }

    It 'takes runs from the pipeline, also from a table, and emits their jobs' {
        $root = New-TestWorkspace
        $run = Invoke-AuditJob zulu -Root $root
        ($run | Get-AuditJob).Root | Should -Be $root
        ($run | ConvertTo-Csv | ConvertFrom-Csv | Get-AuditJob).Name | Should -Be 'zulu'
    }

    It 'takes several names and emits them sorted' {
        (Get-AuditJob zulu, alpha).Name | Should -Be 'alpha', 'zulu'
    }

    It 'filters by tags' {
        (Get-AuditJob -Tag daily).Name | Should -Be 'alpha', 'changed_since'
        (Get-AuditJob -Tag week*, files).Name | Should -Be 'changed_since', 'zulu'
        (Get-AuditJob -Tag DAILY).Name | Should -Be 'alpha', 'changed_since'
        Get-AuditJob -Tag none* -ErrorAction Stop | Should -BeNullOrEmpty
        Get-AuditJob zulu -Tag daily -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'tells of a tag that no job has, once, with the nearest as recommendation, and emits the others' {
        $jobs = 'alpha', 'zulu' | Get-AuditJob -Tag dayly, weekly -ErrorAction SilentlyContinue -ErrorVariable problems
        $jobs.Name | Should -Be 'zulu'
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -Be 'TagNotFound,AuditGraph.PowerShell.Commands.GetAuditJobCommand'
        $problems[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $problems[0].TargetObject | Should -Be 'dayly'
        $problems[0].ErrorDetails.RecommendedAction | Should -Be "Did you mean 'daily'?"
    }

    It 'tells of an unknown name, with the nearest as recommendation, and goes on' {
        $jobs = 'changd_since', 'zulu' | Get-AuditJob -ErrorAction SilentlyContinue -ErrorVariable problems
        $jobs.Name | Should -Be 'zulu'
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -Be 'JobNotFound,AuditGraph.PowerShell.Commands.GetAuditJobCommand'
        $problems[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $problems[0].TargetObject | Should -Be 'changd_since'
        $problems[0].ErrorDetails.RecommendedAction | Should -Match 'changed_since'
    }

    It 'shows the recommendation to people' {
        Get-AuditJob changd_since -ErrorAction SilentlyContinue -ErrorVariable problems
        $problems[0] | Out-String | Should -Match "Recommendation: Did you mean 'changed_since'"
    }

    It 'tells of an unknown name among those of one call, and emits the others' {
        $jobs = Get-AuditJob nobody, alpha -ErrorAction SilentlyContinue -ErrorVariable problems
        $jobs.Name | Should -Be 'alpha'
        $problems.Count | Should -Be 1
    }
}

Describe 'Where the workspace is' {
    It 'is found from a folder within it' {
        Push-Location $script:root/data
        try { (Get-AuditJob alpha).Root | Should -Be $script:root } finally { Pop-Location }
    }

    It 'is what -Root says, also relative to the session''s folder, as a PSDrive path, and under its alias' {
        (Get-AuditJob alpha -Root $script:root).Root | Should -Be $script:root
        (Get-AuditJob alpha -Workspace $script:root).Root | Should -Be $script:root
        (Get-AuditJob alpha -Root "Workspaces:/$(Split-Path -Leaf $script:root)").Root | Should -Be $script:root
        Push-Location $script:root/data
        try { (Get-AuditJob alpha -Root ..).Root | Should -Be $script:root } finally { Pop-Location }
    }

    It 'is the session''s folder and not the process''s' {
        $process = [Environment]::CurrentDirectory
        $other = New-TestWorkspace
        try {
            [Environment]::CurrentDirectory = $other
            Push-Location $script:root
            (Get-AuditJob alpha).Root | Should -Be $script:root
        }
        finally {
            Pop-Location
            [Environment]::CurrentDirectory = $process
        }
    }

    It 'is found from the last file system folder while the session is elsewhere' {
        Push-Location $script:root/data
        Push-Location Env:/
        try {
            (Get-AuditJob alpha).Root | Should -Be $script:root
            (Get-AuditJob alpha -Root ..).Root | Should -Be $script:root
        }
        finally { Pop-Location; Pop-Location }
    }

    It 'is what AUDITGRAPH_ROOT names when no root is given' {
        $env:AUDITGRAPH_ROOT = $script:root
        try { (Get-AuditJob alpha).Root | Should -Be $script:root } finally { Remove-Item Env:AUDITGRAPH_ROOT }
    }

    It 'must be a folder' {
        { Get-AuditJob -Root $script:root/nowhere } | Should -Throw -ErrorId 'RootNotFound,*'
    }

    It 'must be on the file system' {
        { Get-AuditJob -Root Env:/PATH } | Should -Throw '*not a path of the file system*'
    }
}

Describe 'A workspace that is not in order' {
    It 'has no jobs before there is a job file' {
        $empty = New-Item -ItemType Directory (Join-Path $TestDrive 'empty')
        { Get-AuditJob -Root $empty } | Should -Throw -ErrorId 'ConfigNotFound,*'
    }

    It 'says where its job file is at fault' {
        $broken = New-TestWorkspace -Jobs "version: 1`njobs:`n  a:`n    action: { type: nothing.at_all }`n"
        $caught = try { Get-AuditJob -Root $broken } catch [AuditGraph.AuditConfigurationException] { $_ }
        $caught.Exception.Code | Should -Match '^AG1'
        $caught.TargetObject | Should -BeOfType AuditGraph.JobConfigDiagnostic
        $caught.TargetObject.Line | Should -Be 4
        $caught.TargetObject.Column | Should -Be 21
    }

    It 'does not keep the other workspaces of a pipeline from theirs' {
        $broken = New-TestWorkspace -Jobs 'jobs: 1'
        $jobs = $broken, 'Env:/PATH', 'nodrive:/x', $script:root | ForEach-Object { [pscustomobject]@{ Root = $_; Name = 'alpha' } } |
            Get-AuditJob -ErrorAction SilentlyContinue -ErrorVariable problems
        $jobs.Root | Should -Be $script:root
        $problems.FullyQualifiedErrorId[1, 2] -replace ',.*' | Should -Be 'PathUnresolved', 'PathUnresolved'
        $problems.Count | Should -Be 3
    }
}
