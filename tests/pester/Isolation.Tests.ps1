BeforeAll {
    # Another module got there first, with another version of a library this module carries.
    Add-Type -Path (Join-Path $env:AUDITGRAPH_TEST_PACKAGES 'yamldotnet/15.3.0/lib/net8.0/YamlDotNet.dll')
    Import-Module $env:AUDITGRAPH_TEST_MODULE
    $script:manifestPath = Join-Path (Get-Module AuditGraph).ModuleBase 'AuditGraph.psd1'

    function Get-LoadedAssembly([string] $Name) {
        foreach ($context in [System.Runtime.Loader.AssemblyLoadContext]::All) {
            foreach ($assembly in $context.Assemblies | Where-Object { $_.GetName().Name -eq $Name }) {
                [pscustomobject]@{ Context = $context.Name; Version = $assembly.GetName().Version; Path = $assembly.Location }
            }
        }
    }
}

Describe 'Module isolation' {
    It 'keeps the cmdlets and Core out of the default load context' -ForEach 'AuditGraph.PowerShell', 'AuditGraph.Core' {
        New-AuditWorkspace -Path (Join-Path $TestDrive ([guid]::NewGuid())) | Out-Null
        (Get-LoadedAssembly $_).Context | Should -Be 'AuditGraph'
    }

    It 'runs a job with its own YAML library although another version is loaded' {
        $folder = Join-Path $TestDrive 'run'
        $null = New-AuditWorkspace -Path $folder
        (Invoke-AuditJob changed_since -Root $folder).Status | Should -Be 'Ok'
        $loaded = Get-LoadedAssembly 'YamlDotNet' | Sort-Object Context
        $loaded.Context | Should -Be 'AuditGraph', 'Default'
        $loaded.Version.Major | Should -Be 18, 15
    }

    It 'has one copy of the public types, in the default context' {
        (Get-LoadedAssembly 'AuditGraph.Abstractions').Context | Should -Be 'Default'
    }

    It 'offers the public type <_>, loaded once' -ForEach @(
        'AuditGraph.AuditJob', 'AuditGraph.AuditJobRun', 'AuditGraph.AuditChange', 'AuditGraph.JobConfigDiagnostic'
        'AuditGraph.JobConfigTestResult', 'AuditGraph.AuditException', 'AuditGraph.AuditWorkspaceException'
    ) {
        ($_ -as [type]).Assembly.Location | Should -Be (Get-LoadedAssembly 'AuditGraph.Abstractions').Path
    }

    It 'throws public exceptions that a catch clause can name' {
        $folder = Join-Path $TestDrive 'twice'
        New-AuditWorkspace -Path $folder | Out-Null
        $caught = try { New-AuditWorkspace -Path $folder -ErrorAction Stop } catch [AuditGraph.AuditWorkspaceException] { $_ }
        $caught.FullyQualifiedErrorId | Should -Be 'JobFileExists,AuditGraph.PowerShell.Commands.NewAuditWorkspaceCommand'
        $caught.CategoryInfo.Category | Should -Be 'ResourceExists'
        $caught.TargetObject | Should -Be (Join-Path $folder 'config/jobs.yaml')
        $caught.ErrorDetails.RecommendedAction | Should -Match '-Force'
    }
}

Describe 'Importing again' {
    AfterEach { Import-Module $env:AUDITGRAPH_TEST_MODULE }

    It 'has its cmdlets after Import-Module -Force, however often' {
        1..3 | ForEach-Object { Import-Module $env:AUDITGRAPH_TEST_MODULE -Force }
        (Get-Command -Module AuditGraph).Count | Should -Be (Import-PowerShellDataFile $script:manifestPath).CmdletsToExport.Count
        New-AuditWorkspace -Path (Join-Path $TestDrive 'forced') | Should -Exist
    }

    It 'leaves nothing behind after Remove-Module' {
        Remove-Module AuditGraph
        Get-Command New-AuditWorkspace -ErrorAction Ignore | Should -BeNullOrEmpty
        Get-Module -All | Where-Object Name -Match 'AuditGraph' | Should -BeNullOrEmpty
        Get-TypeData *AuditGraph* | Should -BeNullOrEmpty
        Get-FormatData *AuditGraph* | Should -BeNullOrEmpty
    }

    It 'works after it was removed and imported' {
        Remove-Module AuditGraph
        Import-Module $env:AUDITGRAPH_TEST_MODULE
        New-AuditWorkspace -Path (Join-Path $TestDrive 'again') | Should -Exist
    }

    It 'loads its assemblies once however often it is imported' {
        Import-Module $env:AUDITGRAPH_TEST_MODULE -Force
        @(Get-LoadedAssembly 'AuditGraph.PowerShell').Count | Should -Be 1
    }

    It 'works in many runspaces at once' {
        $module = $env:AUDITGRAPH_TEST_MODULE
        $folder = "$TestDrive"
        $made = 1..8 | ForEach-Object -ThrottleLimit 8 -Parallel {
            Import-Module $using:module
            New-AuditWorkspace -Path (Join-Path $using:folder "parallel$_")
        }
        $made.Count | Should -Be 8
    }

    It 'works in a job of its own process' {
        $module = $env:AUDITGRAPH_TEST_MODULE
        $folder = "$TestDrive"
        Start-Job {
            Import-Module $using:module
            New-AuditWorkspace -Path (Join-Path $using:folder 'job')
        } | Receive-Job -Wait -AutoRemoveJob | Should -Exist
    }
}

Describe 'The manifest' {
    It 'tells the gallery what it shows of a module' {
        $manifest = Test-ModuleManifest $script:manifestPath
        foreach ($text in $manifest.Description, $manifest.Author, $manifest.Copyright) { $text | Should -Not -BeNullOrEmpty }
        $manifest.Tags | Should -Contain 'Audit'
        $manifest.Tags | Where-Object { $_ -match '\s' } | Should -BeNullOrEmpty
        foreach ($address in $manifest.ProjectUri, $manifest.LicenseUri, $manifest.IconUri, $manifest.ReleaseNotes) {
            ([uri] "$address").Scheme | Should -Be 'https'
        }
    }

    It 'passes Test-ModuleManifest' {
        $manifest = Test-ModuleManifest $script:manifestPath -WarningVariable warnings
        $manifest.PowerShellVersion | Should -Be '7.6'
        $manifest.CompatiblePSEditions | Should -Be 'Core'
        $warnings | Should -BeNullOrEmpty
    }

    It 'names every cmdlet, without a wildcard' {
        $named = (Import-PowerShellDataFile $script:manifestPath).CmdletsToExport | Sort-Object
        $compiled = [AuditGraph.Loading.ModuleLoadContext]::Cmdlets.GetExportedTypes() | ForEach-Object {
            $_.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false) |
                ForEach-Object { "$($_.VerbName)-$($_.NounName)" }
        } | Sort-Object
        $named | Should -Be $compiled
    }
}
