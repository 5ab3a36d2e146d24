BeforeAll {
    . $PSScriptRoot/TestWorkspace.ps1

    function Format-Change { process { "$($_.Kind) $($_.Path) $($_.PreviousPath)".TrimEnd() } }

    function Edit-Workspace([string] $Root) {
        Set-Content -LiteralPath $Root/data/one.txt -Value 'changed' -NoNewline
        Move-Item -LiteralPath $Root/data/two.txt -Destination $Root/data/moved.txt
        Set-Content -LiteralPath $Root/data/new.txt -Value 'new' -NoNewline
    }

    $script:changed = 'Renamed data/moved.txt data/two.txt', 'Added data/new.txt', 'Modified data/one.txt'
}

Describe 'Get-AuditReport' {
    BeforeEach {
        $script:root = New-TestWorkspace
        Push-Location $script:root
    }
    AfterEach { Pop-Location }

    It 'tells which runs changed a file, with the run in each change' {
        $null = Invoke-AuditJob alpha
        $changed = foreach ($text in 'once', 'twice', 'twice') {
            Set-Content data/one.txt $text
            Set-Content data/two.txt "not $text"
            Invoke-AuditJob alpha
        }
        $null = Invoke-AuditJob zulu
        Set-Content data/one.txt 'again'
        $last = Invoke-AuditJob alpha

        $changes = Get-AuditJobRun alpha | Get-AuditReport | Where-Object Path -EQ data/one.txt
        $changes.Run | Should -Be $last.Id, $changed[1].Id, $changed[0].Id
        $changes.Job | Should -Be 'alpha', 'alpha', 'alpha'
        Push-Location TestDrive:/
        ($changes | Get-AuditJobRun).StartedAt | Should -Be $last.StartedAt, $changed[1].StartedAt, $changed[0].StartedAt
        ($changes[2] | Get-AuditReport).Path | Should -Be 'data/one.txt', 'data/two.txt'
        Pop-Location
        (Compare-AuditSnapshot $changed[0] $last)[0].Run | Should -BeNullOrEmpty
    }

    It 'shows neither a file nor a root whose name acts on terminals as it is' {
        $root = "$TestDrive/evil`e]0;title`a"
        $null = New-Item -ItemType Directory $root
        Copy-Item -Recurse -LiteralPath $script:root/config, $script:root/data -Destination $root
        $null = Invoke-AuditJob alpha -Root $root
        Set-Content -LiteralPath "$root/data/a`e[31mred`n.txt" -Value x
        $run = Invoke-AuditJob alpha -Root $root
        $changes = $run | Get-AuditReport

        $changes.Path | Should -BeExactly 'data/a\x1b[31mred\n.txt'
        $run.Root | Should -BeExactly $root
        $shown = @(
            $run, $changes, (Get-AuditJob -Root $root), (Get-AuditJobRun -Root $root) | ForEach-Object { $_ | Out-String }
            try { Invoke-AuditJob none -Root $root } catch { $_ | Out-String }
            Invoke-AuditJob alpha -Root $root -Verbose -WhatIf *>&1 | Out-String
        ) -join "`n"
        $shown | Should -Match 'red'
        $shown | Should -Not -Match '[\x07]|\x1b\]|\x1b\[31mred'
    }

    It 'emits what a run reported as changes, whatever the report''s form: <_>' -ForEach 'alpha', 'zulu', 'changed_since' {
        $null = Invoke-AuditJob $_
        Edit-Workspace $script:root
        $changes = Invoke-AuditJob $_ -AsOf ([datetimeoffset]::UtcNow.AddDays(2)) | Get-AuditReport
        $changes | Should -BeOfType AuditGraph.AuditChange
        $changes | Format-Change | Should -Be $script:changed
        $changes[1].Bytes | Should -Be 3
        $changes[1].Sha256 | Should -Be (Get-FileHash data/new.txt).Hash
    }

    It 'reads the report of a run that rests on modification times: <_>' -ForEach 'md', 'json', 'csv', 'html' {
        $name = 'data/a|b `c` ;"d",e.txt'
        Set-Content -LiteralPath $name -Value x
        Set-Content -LiteralPath 'data/=sum(1).txt' -Value y
        Set-Content config/jobs.yaml "version: 1`njobs:`n  times: { action: { type: report.changed_since, args: { include: ['data/**'] } }, output: { path: exports/times.$_ } }`n"
        $run = Invoke-AuditJob times
        $run.Evidence | Should -Be 'mtime'
        ($run | Get-AuditReport).Path | Should -Be 'data/=sum(1).txt', $name, 'data/one.txt', 'data/two.txt'
        ($run | Get-AuditReport).Kind | Should -Be (@('Modified') * 4)
    }

    It 'reads what an earlier run reported although its report was replaced, and its snapshot is gone' {
        $first = Invoke-AuditJob alpha
        Edit-Workspace $script:root
        $second = Invoke-AuditJob alpha
        $null = Invoke-AuditJob alpha
        $second | Get-AuditReport | Format-Change | Should -Be $script:changed
        $first.Counts['baselineFiles'] | Should -Be 3
        $first.Id | Get-AuditReport | Should -BeNullOrEmpty
    }

    It 'filters, exports and groups as objects do' {
        $null = Invoke-AuditJob alpha
        Remove-Item data/one.txt
        Invoke-AuditJob alpha | Get-AuditReport | Where-Object Kind -EQ Removed | Export-Csv removed.csv
        (Import-Csv removed.csv).Path | Should -Be 'data/one.txt'
    }

    It 'does not need the output, and tells where what is kept of the report was changed or deleted' {
        $run = Invoke-AuditJob changed_since
        $expected = $run | Get-AuditReport | Format-Change
        Remove-Item $run.OutputPath
        $run | Get-AuditReport | Format-Change | Should -Be $expected
        $kept = Join-Path (Split-Path $run.RecordPath) report.json.gz
        [IO.File]::WriteAllBytes($kept, [byte[]] (0x1f, 0x8b, 8))
        $run | Get-AuditReport -ErrorAction SilentlyContinue -ErrorVariable problems | Should -BeNullOrEmpty
        $problems[0].FullyQualifiedErrorId | Should -Be 'ReportReplaced,AuditGraph.PowerShell.Commands.GetAuditReportCommand'
        Remove-Item $kept
        $run | Get-AuditReport -ErrorAction SilentlyContinue -ErrorVariable problems | Should -BeNullOrEmpty
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'ReportMissing,*'
    }

    It 'tells of an unknown run and goes on' {
        $null = Invoke-AuditJob alpha
        Edit-Workspace $script:root
        $run = Invoke-AuditJob alpha
        $changes = 'nothing', $run.Id | Get-AuditReport -ErrorAction SilentlyContinue -ErrorVariable problems
        $changes.Count | Should -Be 3
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'RunNotFound,*'
    }
}

Describe 'Export-AuditReport' {
    BeforeAll {
        $script:root = New-TestWorkspace
        Push-Location $script:root
        $script:earlier = Invoke-AuditJob alpha
        Edit-Workspace $script:root
        $script:run = Invoke-AuditJob alpha
        $script:output = Get-Content -Raw $script:run.OutputPath
        $null = Invoke-AuditJob alpha
        $script:other = New-Item -ItemType Directory (Join-Path $TestDrive 'exported')
    }
    AfterAll { Pop-Location }
    BeforeEach { Push-Location (New-Item -ItemType Directory (Join-Path $script:other ([guid]::NewGuid()))) }
    AfterEach { Pop-Location }

    It 'writes in the format of the job what the output was, and emits the file' {
        $file = $script:run | Export-AuditReport -Path report.csv
        $file | Should -BeOfType IO.FileInfo
        $file.FullName | Should -Be (Join-Path (Get-Location).ProviderPath 'report.csv')
        Get-Content -Raw report.csv | Should -BeExactly $script:output
    }

    It 'writes any format: <_>' -ForEach 'md', 'json', 'csv', 'html' {
        $file = Export-AuditReport $script:run.Id -Format $_ -Root $script:root
        $file.Name | Should -Be "alpha-$($script:run.Id).$_"
        $start = @{ md = '# Changes since '; json = '{'; csv = 'Kind,Path,' }[$_]
        Get-Content -Raw $file | Should -BeLike "$start*"
        Get-Content -Raw $file | Should -Match 'data/new\.txt'
        (Export-AuditReport $script:run "byname.$_").Name | Should -Be "byname.$_"
        Get-Content -Raw "byname.$_" | Should -BeExactly (Get-Content -Raw $file)
    }

    It 'writes no file in a format of findings where there are none: <_>' -ForEach 'x.sarif', 'x.xml', 'x.oscal.json' {
        { $script:run | Export-AuditReport -Path $_ -ErrorAction Stop } | Should -Throw -ErrorId 'ReportHasNoFindings,*'
        $_ | Should -Not -Exist
    }

    It 'writes the reports of several runs into a folder, each by its name' {
        $null = New-Item -ItemType Directory archive
        $written = $script:earlier, $script:run | Export-AuditReport -Path archive -Format json
        $written.Name | Should -Be "alpha-$($script:earlier.Id).json", "alpha-$($script:run.Id).json"
        (Get-ChildItem archive).Count | Should -Be 2
    }

    It 'puts one report alone into a file' {
        $written = $script:earlier, $script:run | Export-AuditReport -Path one.json -ErrorAction SilentlyContinue -ErrorVariable problems
        $written.Name | Should -Be 'one.json'
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -Be 'ReportFileTaken,AuditGraph.PowerShell.Commands.ExportAuditReportCommand'
        "$($problems[0])" | Should -BeLike '*one.json* has the report of another run; each needs a file of its own.'
    }

    It 'replaces a file, not with -NoClobber, and one that may only be read with -Force alone' {
        Set-Content report.md 'mine'
        { $script:run | Export-AuditReport -Path report.md -NoClobber -ErrorAction Stop } | Should -Throw -ErrorId 'ReportFileTaken,*'
        (Get-Item report.md).IsReadOnly = $true
        { $script:run | Export-AuditReport -Path report.md -ErrorAction Stop } | Should -Throw -ErrorId 'ReportFileTaken,*'
        Get-Content report.md | Should -Be 'mine'
        $null = $script:run | Export-AuditReport -Path report.md -Force
        Get-Content report.md -TotalCount 1 | Should -BeLike '# Changes since *'
        $null = $script:earlier | Export-AuditReport -Path report.md
        (Get-ChildItem -Force).Name | Should -Be 'report.md'
    }

    It 'takes the place of nothing but a file' {
        & mkfifo pipe.md
        { $script:run | Export-AuditReport -Path pipe.md -Force -ErrorAction Stop } | Should -Throw '*pipe.md* is no regular file.'
        (Get-Item pipe.md).UnixStat.ItemType | Should -Be 'NamedPipe'
    }

    It 'asks for a format where the extension tells none' {
        { $script:run | Export-AuditReport -Path report.txt -ErrorAction Stop } | Should -Throw -ErrorId 'ReportFormatUnknown,*'
        $null = $script:run | Export-AuditReport -Path report.txt -Format csv
        Get-Content -Raw report.txt | Should -BeExactly $script:output
    }

    It 'takes a pattern for one path, and a literal path as it is' {
        $null = New-Item -ItemType Directory a1, a2
        { $script:run | Export-AuditReport -Path 'a*' -ErrorAction Stop } | Should -Throw '*is a pattern, which 2 files match*'
        ($script:run | Export-AuditReport -Path '*1').Directory.Name | Should -Be 'a1'
        ($script:run | Export-AuditReport -LiteralPath 'a[1].md').Name | Should -Be 'a[1].md'
        (Get-ChildItem -File).Name | Should -Be 'a[1].md'
    }

    It 'writes nothing with -WhatIf, and says what it would write' {
        $told = $script:run | Export-AuditReport -Path report.md -WhatIf
        $told | Should -BeNullOrEmpty
        Get-ChildItem | Should -BeNullOrEmpty
    }

    It 'tells of a run that there is not, and goes on' {
        $written = 'nothing', $script:run.Id | Export-AuditReport -Root $script:root -ErrorAction SilentlyContinue -ErrorVariable problems
        $written.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -Be 'RunNotFound,AuditGraph.PowerShell.Commands.ExportAuditReportCommand'
    }

    It 'leaves the workspace as it was' {
        $before = Get-FolderState $script:root
        $null = $script:run | Export-AuditReport -Path report.md
        Get-FolderState $script:root | Should -Be $before
    }
}

Describe 'Compare-AuditSnapshot' {
    BeforeAll {
        $script:root = New-TestWorkspace
        Push-Location $script:root
        $script:first = Invoke-AuditJob alpha
        Edit-Workspace $script:root
        $script:second = Invoke-AuditJob zulu
    }
    AfterAll { Pop-Location }

    It 'emits what differs between the snapshots of two runs, named by id or given as objects' {
        Compare-AuditSnapshot $script:first $script:second | Format-Change | Should -Be $script:changed
        Compare-AuditSnapshot $script:first.Id $script:second.Id.ToUpperInvariant() | Format-Change | Should -Be $script:changed
    }

    It 'emits the opposite the other way round' {
        Compare-AuditSnapshot -Reference $script:second -Difference $script:first | Format-Change |
            Should -Be 'Removed data/new.txt', 'Modified data/one.txt', 'Renamed data/two.txt data/moved.txt'
    }

    It 'emits nothing for a snapshot and itself' {
        Compare-AuditSnapshot $script:first $script:first | Should -BeNullOrEmpty
    }

    It 'compares across workspaces' {
        $other = New-TestWorkspace
        Set-Content -LiteralPath $other/data/only.txt -Value 'here' -NoNewline
        $there = Invoke-AuditJob alpha -Root $other
        Compare-AuditSnapshot $script:first $there | Format-Change | Should -Be 'Added data/only.txt'
        Compare-AuditSnapshot $there $script:first.Id | Format-Change | Should -Be 'Removed data/only.txt'
        { Compare-AuditSnapshot $there.Id $there.Id } | Should -Throw -ErrorId 'SnapshotNotFound,*'
    }

    It 'tells of a run without a snapshot' {
        { Compare-AuditSnapshot $script:first 'nothing' } | Should -Throw -ErrorId 'SnapshotNotFound,*'
    }
}

Describe 'A run of another workspace as an argument, <_>' -ForEach 'live', 'deserialised', 'a row', 'of another session', 'its id' {
    BeforeAll {
        $script:there = New-TestWorkspace
        $first = Invoke-AuditJob alpha -Root $script:there
        Edit-Workspace $script:there
        $second = Invoke-AuditJob alpha -Root $script:there
        $file = Join-Path $TestDrive 'runs.xml'
        $first, $second | Export-Clixml $file
        $script:where = if ($_ -eq 'its id') { @{ Root = $script:there } } else { @{} }
        $script:given = switch ($_) {
            'live' { $first, $second }
            'deserialised' { Import-Clixml $file }
            'a row' { $first, $second | ConvertTo-Csv | ConvertFrom-Csv }
            'of another session' {
                Start-Job { Import-Module $using:env:AUDITGRAPH_TEST_MODULE; Get-AuditJobRun -Root $using:there } | Receive-Job -Wait -AutoRemoveJob |
                    Sort-Object Id
            }
            'its id' { $first.Id, $second.Id }
        }
        $script:ids = $first.Id, $second.Id
        Push-Location (New-TestWorkspace)
    }
    AfterAll { Pop-Location }

    It 'is what Get-AuditReport reports' {
        Get-AuditReport $script:given[1] @script:where | Format-Change | Should -Be $script:changed
        $script:given[1] | Get-AuditReport @script:where | Format-Change | Should -Be $script:changed
        @(Get-AuditReport $script:given @script:where).Count | Should -Be 3
    }

    It 'is what Compare-AuditSnapshot compares' {
        Compare-AuditSnapshot $script:given[0] $script:given[1] @script:where | Format-Change | Should -Be $script:changed
    }

    It 'is what Get-AuditRunProof proves' {
        Get-AuditRunProof $script:given[0] @script:where | Should -Be (Get-AuditRunProof $script:ids[0] -Root $script:there)
        @(Get-AuditRunProof $script:given @script:where).Count | Should -Be 2
    }

    It 'is what Get-AuditJobRun gets' {
        (Get-AuditJobRun -Id $script:given @script:where).Id | Should -Be $script:ids
        ($script:given[0] | ForEach-Object { Get-AuditJobRun -Id $_ @script:where }).Root | Should -Be $script:there
    }

    It 'is looked for where -Root says' {
        Get-AuditReport $script:given[0] -Root (Get-Location) -ErrorAction SilentlyContinue -ErrorVariable problems | Should -BeNullOrEmpty
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'RunNotFound,*'
        $problems[0].TargetObject | Should -Be $script:ids[0]
    }
}

Describe 'What is given for a run' {
    It 'may lie in a workspace that is gone, which does not keep the others from their turn' {
        $root = New-TestWorkspace
        $run = Invoke-AuditJob alpha -Root $root
        $gone = [AuditGraph.AuditRunReference]::new($run.Id, "$root/gone")
        @(Get-AuditRunProof $gone, $run -ErrorAction SilentlyContinue -ErrorVariable problems).Count | Should -Be 1
        $problems.FullyQualifiedErrorId | Should -BeLike 'RootNotFound,*'
        { Get-AuditRunProof $run -Root "$root/gone" } | Should -Throw -ErrorId 'RootNotFound,*'
    }

    It 'is refused where it is nothing' {
        foreach ($nothing in $null, '') {
            { Get-AuditReport $nothing } | Should -Throw -ErrorId 'ParameterArgument*'
            { Compare-AuditSnapshot $nothing x } | Should -Throw -ErrorId 'ParameterArgument*'
        }
    }
}

Describe 'Get-AuditReport of an inventory' {
    BeforeAll {
        $script:root = New-TestWorkspace @'
jobs:
  inventory: { action: { type: report.inventory, args: { exclude: [config/], modes: true, times: true } } }
  totals: { action: { type: report.inventory, args: { list: false } } }
  manifest: { action: { type: report.manifest, args: { exclude: [config/] } } }
'@
        Push-Location $script:root
        $null = New-Item -ItemType SymbolicLink -Path data/link -Target one.txt
        [IO.File]::SetLastWriteTimeUtc("$script:root/data/one.txt", [datetime]::new(2001, 2, 3, 4, 5, 6, [DateTimeKind]::Utc))
        [IO.File]::SetUnixFileMode("$script:root/data/one.txt", 'UserRead, UserWrite')
        Set-Content data/big.bin ('x' * 2000) -NoNewline
        $script:run = Invoke-AuditJob inventory
    }
    AfterAll { Pop-Location }

    It 'emits each file as an object that sorts and filters by its raw values' {
        $files = $script:run | Get-AuditReport
        $files.Path | Should -Be 'data/big.bin', 'data/link', 'data/one.txt', 'data/two.txt'
        ($files | Sort-Object Bytes -Descending)[0].Path | Should -Be 'data/big.bin'
        ($files | Where-Object Type -EQ Link).Target | Should -Be 'one.txt'
        $one = $files | Where-Object Path -EQ data/one.txt
        $one.Mode | Should -Be '0600'
        $one.Modified | Should -Be ([datetimeoffset]::new(2001, 2, 3, 4, 5, 6, [timespan]::Zero))
        $one.Sha256 | Should -Be (Get-FileHash data/one.txt).Hash.ToLowerInvariant()
        $one.Run | Should -Be $script:run.Id
    }

    It 'goes through a spreadsheet with ISO 8601 in every culture' {
        $script:run | Get-AuditReport | Export-Csv $TestDrive/files.csv
        $row = Import-Csv $TestDrive/files.csv | Where-Object Path -EQ data/one.txt
        $row.Modified | Should -Be '2001-02-03T04:05:06.000Z'
        $row.Bytes | Should -Be '3'
        Get-Content $TestDrive/files.csv | Should -Not -Match 'System\.'
    }

    It 'emits nothing of an inventory without a list, and the files of a manifest' {
        Invoke-AuditJob totals | Get-AuditReport | Should -BeNullOrEmpty
        (Invoke-AuditJob manifest | Get-AuditReport).Path | Should -Be ($script:run | Get-AuditReport).Path
    }
}
