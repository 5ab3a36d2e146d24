BeforeAll {
    . $PSScriptRoot/TestWorkspace.ps1
}

Describe 'New-AuditWorkspace' {
    BeforeEach {
        $script:folder = Join-Path (Resolve-Path TestDrive:/).ProviderPath ([guid]::NewGuid())
        $null = New-Item -ItemType Directory $script:folder
        Push-Location $script:folder
    }
    AfterEach { Pop-Location }

    It 'writes a job file with its schema and comments, which is valid and runs, and emits it' {
        $file = New-AuditWorkspace
        $file | Should -BeOfType System.IO.FileInfo
        $file.FullName | Should -Be (Join-Path $script:folder 'config/jobs.yaml')
        $lines = Get-Content $file
        $lines[0] | Should -Match '^# yaml-language-server: \$schema=https://'
        @($lines -match '^\s*#').Count | Should -BeGreaterThan 5
        Test-AuditJobConfig $file -Quiet | Should -BeTrue
        (Get-AuditJob | Invoke-AuditJob).Status | Should -Be 'Ok'
    }

    It 'emits the file as Get-Item does, so that it looks and pipes like any other' {
        $file = New-AuditWorkspace
        $file.PSPath | Should -Be (Get-Item config/jobs.yaml).PSPath
        ($file | Out-String -Width 120) | Should -Be (Get-Item config/jobs.yaml | Out-String -Width 120)
        ($file | Test-AuditJobConfig).IsValid | Should -BeTrue
    }

    It 'tells git to leave the records and reports alone, once' {
        $null = New-Item -ItemType Directory .git
        Set-Content .gitignore 'bin/'
        $null = New-AuditWorkspace
        $null = New-AuditWorkspace -Force
        $lines = Get-Content .gitignore
        $lines[0] | Should -Be 'bin/'
        @($lines -eq '.pkg/').Count | Should -Be 1
        @($lines -eq 'exports/').Count | Should -Be 1
    }

    It 'writes no .gitignore where there is no git' {
        $null = New-AuditWorkspace
        Test-Path .gitignore | Should -BeFalse
    }

    It 'replaces a job file only with -Force' {
        $null = New-Item -ItemType Directory config
        Set-Content config/jobs.yaml 'mine'
        New-AuditWorkspace -ErrorAction SilentlyContinue -ErrorVariable problems | Should -BeNullOrEmpty
        $problems.FullyQualifiedErrorId | Should -Be 'JobFileExists,AuditGraph.PowerShell.Commands.NewAuditWorkspaceCommand'
        Get-Content config/jobs.yaml | Should -Be 'mine'
        Test-Path .gitignore | Should -BeFalse
        New-AuditWorkspace -Force | Should -Exist
        Test-AuditJobConfig -Quiet | Should -BeTrue
    }

    It 'writes nothing with -WhatIf: <_>' -ForEach 'in an empty folder', 'over a job file' {
        if ($_ -eq 'over a job file') { $null = New-AuditWorkspace }
        $before = Get-FolderState $script:folder
        New-AuditWorkspace -Force -WhatIf | Should -BeNullOrEmpty
        New-AuditWorkspace missing -WhatIf | Should -BeNullOrEmpty
        Get-FolderState $script:folder | Should -Be $before
    }

    It 'makes the folders that it is given by position and by the pipeline, also where one cannot be made' {
        (New-AuditWorkspace one, two).Directory.Parent.Name | Should -Be 'one', 'two'
        Set-Content file 'in the way'
        $files = 'file', 'Env:/PATH', 'nodrive:/x', 'we[i]rd' | New-AuditWorkspace -ErrorAction SilentlyContinue -ErrorVariable problems
        $files.Directory.Parent.Name | Should -Be 'we[i]rd'
        $problems.FullyQualifiedErrorId -replace ',.*' | Should -Be 'WriteFailed', 'PathUnresolved', 'PathUnresolved'
        (Get-Item two | New-AuditWorkspace -Force).Directory.Parent.Name | Should -Be 'two'
    }
}
