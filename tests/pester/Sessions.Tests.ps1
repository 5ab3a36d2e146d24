# A session of its own is a process of its own: what one has loaded stays in it.
BeforeAll {
    $script:staged = (Get-ChildItem $env:AUDITGRAPH_TEST_MODULE -Directory).FullName
    $script:version = Split-Path -Leaf $script:staged

    # The staged module as another version: in its manifest, and in the one assembly that a process can hold only once.
    function Copy-AsVersion([string] $Destination, [version] $Version) {
        Copy-Item -LiteralPath $script:staged -Destination $Destination -Recurse
        $manifest = "$Destination/AuditGraph.psd1"
        $text = (Get-Content -Raw $manifest) -replace "ModuleVersion = '.*'", "ModuleVersion = '$Version'"
        Set-Content $manifest $text -NoNewline
        $bytes = [IO.File]::ReadAllBytes("$Destination/AuditGraph.Abstractions.dll")
        $image = [System.Reflection.PortableExecutable.PEReader]::new([IO.MemoryStream]::new($bytes))
        $reader = [System.Reflection.Metadata.PEReaderExtensions]::GetMetadataReader($image)
        $table = [System.Reflection.Metadata.Ecma335.MetadataReaderExtensions]::GetTableMetadataOffset(
            $reader, [System.Reflection.Metadata.Ecma335.TableIndex]::Assembly)
        # ECMA-335 II.22.2: an assembly's version stands behind the four bytes of its hash algorithm.
        $place = $image.PEHeaders.MetadataStartOffset + $table + 4
        [BitConverter]::GetBytes([uint16] $Version.Major).CopyTo($bytes, $place)
        [BitConverter]::GetBytes([uint16] $Version.Minor).CopyTo($bytes, $place + 2)
        $image.Dispose()
        [IO.File]::WriteAllBytes("$Destination/AuditGraph.Abstractions.dll", $bytes)
    }

    $script:modules = Join-Path (Resolve-Path TestDrive:/).ProviderPath 'modules'
    $null = New-Item -ItemType Directory $script:modules/AuditGraph
    Copy-Item -LiteralPath $script:staged -Destination $script:modules/AuditGraph -Recurse
    Copy-AsVersion $script:modules/AuditGraph/9.8.0 9.8.0

    $script:prelude = {
        function Get-State {
            $modules = Get-Module -All | Where-Object Name -Match AuditGraph | Sort-Object Name
            "modules: $(($modules | ForEach-Object { "$($_.Name) $($_.Version)" }) -join '; ')"
            "cmdlets: $((Get-Module AuditGraph).ExportedCmdlets.Count)"
            "types: $(@(Get-TypeData *AuditGraph*).Count)"
            "views: $(@((Get-FormatData *AuditGraph*).FormatViewDefinition).Count)"
        }
        function Get-Refusal([string] $Version, [switch] $Force) {
            try { Import-Module AuditGraph -RequiredVersion $Version -Force:$Force -ErrorAction Stop; 'imported' } catch { "$_" }
        }
    }

    function Invoke-Session([scriptblock] $Code) {
        $place = "`$env:PSModulePath = '$script:modules' + [IO.Path]::PathSeparator + `$env:PSModulePath"
        Start-Job ([scriptblock]::Create("$place`n`$first = '$script:version'`n$script:prelude`n$Code")) | Receive-Job -Wait -AutoRemoveJob
    }
}

Describe 'Two versions in one session' {
    It 'says in one sentence that the second needs a new session, and leaves nothing of it: <_>' -ForEach '', '-Force' {
        $code = {
            Import-Module AuditGraph -RequiredVersion $first
            $before = Get-State
            $told = Get-Refusal 9.8.0 -Force:FORCED
            $after = Get-State
            Import-Module AuditGraph -RequiredVersion $first -Force
            $told; ($before -join "`n"); ($after -join "`n"); (Get-State) -join "`n"; (Get-AuditAction report.changed_since).Type
        }
        $code = [scriptblock]::Create("$code".Replace('FORCED', $_ ? '$true' : '$false'))
        $told, $before, $after, $again, $type = Invoke-Session $code
        $told | Should -Be ("AuditGraph in '$script:modules/AuditGraph/9.8.0' needs a new session, " +
            'because this one has loaded another copy of it.')
        $before | Should -Match 'cmdlets: [1-9]'
        $after | Should -BeExactly $before
        $again | Should -BeExactly $before
        $type | Should -Be 'report.changed_since'
    }

    It 'says so too after the first was removed, and imports that one again' {
        $clean, $told, $after, $count = Invoke-Session {
            $clean = Get-State
            Import-Module AuditGraph -RequiredVersion $first
            Remove-Module AuditGraph
            $told = Get-Refusal 9.8.0
            $after = Get-State
            Import-Module AuditGraph -RequiredVersion $first
            ($clean -join "`n"); $told; ($after -join "`n"); @(Get-Command -Module AuditGraph).Count
        }
        $told | Should -BeLike '*needs a new session*'
        $after | Should -BeExactly $clean
        $count | Should -Be (Import-PowerShellDataFile "$script:staged/AuditGraph.psd1").CmdletsToExport.Count
    }

    It 'imports the other version in a session of its own, and then refuses the first' {
        $imported, $version, $count, $told = Invoke-Session {
            Get-Refusal 9.8.0
            "$((Get-Module AuditGraph).Version)"
            @(Get-AuditAction).Count
            Get-Refusal $first
        }
        $imported | Should -Be 'imported'
        $version | Should -Be '9.8.0'
        $count | Should -BeGreaterThan 0
        $told | Should -BeLike "AuditGraph in '$script:modules/AuditGraph/$script:version' needs a new session*"
    }
}

Describe 'A session in constrained language' {
    It 'imports the module, again too, and works' {
        $folder = (New-Item -ItemType Directory (Join-Path $script:modules '../constrained')).FullName
        $shown = Invoke-Session ([scriptblock]::Create(@"
            `$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
            Import-Module AuditGraph -RequiredVersion `$first
            `$null = New-AuditWorkspace '$folder'
            `$run = Get-AuditJob -Root '$folder' | Invoke-AuditJob
            "`$(`$run.Status)"
            @(`$run | Format-Table | Out-String -Stream -Width 120) -match 'changed_since'
            Import-Module AuditGraph -RequiredVersion `$first -Force
            @(Get-Command -Module AuditGraph).Count -gt 0
            Remove-Module AuditGraph
            Import-Module AuditGraph -RequiredVersion `$first
            @(Get-AuditJobRun -Root '$folder').Count
"@))
        $shown[0] | Should -Be 'Ok'
        $shown[1] | Should -Match '^changed_since +Ok +\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ '
        $shown[2, 3] | Should -Be $true, 1
    }
}

Describe 'Objects of another session' {
    BeforeAll {
        Import-Module $env:AUDITGRAPH_TEST_MODULE
        $script:root = (New-Item -ItemType Directory (Join-Path $script:modules '../away')).FullName
        $null = New-AuditWorkspace $script:root
        $script:run = Invoke-AuditJob changed_since -Root $script:root
        $module, $root = $env:AUDITGRAPH_TEST_MODULE, $script:root
        $script:came = Start-Job { Import-Module $using:module; Get-AuditJobRun -Root $using:root -Last 1 } |
            Receive-Job -Wait -AutoRemoveJob
    }

    It 'are what they were, with what PowerShell adds' {
        $script:came | Should -BeOfType AuditGraph.AuditJobRun
        $script:came.StartedAt | Should -Be $script:run.StartedAt
        $script:came.Equals((Get-AuditJobRun -Id $script:run)) | Should -BeTrue
        $script:came.RunspaceId | Should -Not -BeNullOrEmpty
    }

    It 'have mappings whose text is text, and whose entries are there' {
        "$($script:came.Counts)" | Should -BeExactly "$($script:run.Counts)"
        "$($script:came.Counts)" | Should -Match '^\w+=\d+(;\w+=\d+)*$'
        $script:came.Counts['modified'] | Should -Be $script:run.Counts['modified']
        $script:came.Counts.modified | Should -Be $script:run.Counts['modified']
    }

    It 'sort by their start' {
        $next = Invoke-AuditJob changed_since -Root $script:root
        ($next, $script:came | Sort-Object).Id | Should -Be $script:came.Id, $next.Id
    }

    It 'keep what was added to them on their way through a file' {
        $file = Join-Path $TestDrive 'added.xml'
        $script:run | Add-Member Ticket 4711 -PassThru | Export-Clixml $file
        (Import-Clixml $file).Ticket | Should -Be 4711
    }

    It 'stay what they are where something is missing' {
        $file = Join-Path $TestDrive 'less.xml'
        $script:run | Export-Clixml $file
        (Get-Content -Raw $file) -replace '<S N="Job">.*?</S>' | Set-Content $file
        $less = Import-Clixml $file
        $less.PSTypeNames[0] | Should -Be 'Deserialized.AuditGraph.AuditJobRun'
        $less.Id | Should -Be $script:run.Id
        $start = $script:run.StartedAt.UtcDateTime.ToString('u', [cultureinfo]::InvariantCulture)
        $less | Out-String -Width 120 | Should -Match $start
    }

    It 'tell how many errors a file has' {
        $file = (New-Item -Path (Join-Path $script:root 'bad/config/jobs.yaml') -Force -Value "jobs:`n  a: 1`n").FullName
        $module = $env:AUDITGRAPH_TEST_MODULE
        $result = Start-Job { Import-Module $using:module; Test-AuditJobConfig $using:file } | Receive-Job -Wait -AutoRemoveJob
        $result.Diagnostics | Should -Be (Test-AuditJobConfig $file).Diagnostics
        $result | Out-String -Width 120 | Should -Match '(?m)^False +1 +1 +0 '
        $result | Export-Clixml "$file.xml" -Depth 1
        Remove-Module AuditGraph
        $flat = Import-Clixml "$file.xml"
        Import-Module $env:AUDITGRAPH_TEST_MODULE
        $flat | Out-String -Width 120 | Should -Match '(?m)^False +1 +1 +0 '
    }
}
