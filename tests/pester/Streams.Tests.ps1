BeforeAll {
    . $PSScriptRoot/TestWorkspace.ps1

    # Runs code in a runspace of its own and emits it with all that it wrote to its streams.
    function Invoke-Observed([string] $Code) {
        $shell = [powershell]::Create([initialsessionstate]::CreateDefault2())
        $null = $shell.AddScript("Import-Module '$env:AUDITGRAPH_TEST_MODULE'; $Code")
        $output = $shell.Invoke()
        [pscustomobject]@{
            Output = $output; Progress = @($shell.Streams.Progress); Verbose = @($shell.Streams.Verbose)
            Warning = @($shell.Streams.Warning); Error = @($shell.Streams.Error); Information = @($shell.Streams.Information)
        }
        $shell.Dispose()
    }
}

Describe 'The streams' {
    BeforeAll {
        $script:root = New-TestWorkspace
        1..300 | ForEach-Object { Set-Content -LiteralPath "$script:root/data/file$_.txt" -Value $_ }
    }

    It 'carry objects alone to the output' {
        $seen = Invoke-Observed "Invoke-AuditJob alpha -Root '$script:root'"
        @($seen.Output).Count | Should -Be 1
        $seen.Output[0] | Should -BeOfType AuditGraph.AuditJobRun
        $seen.Verbose + $seen.Warning + $seen.Error + $seen.Information | Should -BeNullOrEmpty
    }

    It 'show progress, with a percentage once a run has shown how much there is, and close it' {
        $null = Invoke-AuditJob alpha -Root $script:root
        $seen = Invoke-Observed "Invoke-AuditJob alpha -Root '$script:root'"
        $seen.Progress | Should -Not -BeNullOrEmpty
        foreach ($line in $seen.Progress | Group-Object ActivityId) {
            $line.Group[-1].RecordType | Should -Be 'Completed'
            @($line.Group | Where-Object RecordType -EQ Completed).Count | Should -Be 1
        }
        $seen.Progress | Where-Object RecordType -EQ Processing | ForEach-Object {
            $_.StatusDescription | Should -Match '^[\d,]+ files, [\d.]+ (B|KiB|MiB), [\d,]+ files/s$'
            $_.PercentComplete | Should -BeLessThan 100
        }
    }

    It 'show how far a long run is, what is at hand, how fast it goes and what remains, ten times a second at most' {
        $root = New-TestWorkspace
        $null = Invoke-AuditJob alpha -Root $root
        # A file with no content and much to hash: nobody waits for the end of it.
        $file = [IO.File]::Create("$root/data/endless.bin")
        $file.SetLength(4TB)
        $file.Dispose()
        $shell = [powershell]::Create([initialsessionstate]::CreateDefault2())
        $null = $shell.AddScript("Import-Module '$env:AUDITGRAPH_TEST_MODULE'; Invoke-AuditJob alpha -Root '$root'")
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $null = $shell.BeginInvoke()
        for ($turn = 0; $turn -lt 600 -and $shell.Streams.Progress.Count -lt 5; $turn++) { Start-Sleep -Milliseconds 50 }
        $shell.Stop()
        $most = $watch.Elapsed.TotalSeconds * 10 + 1
        $seen = @($shell.Streams.Progress)
        $shell.Dispose()

        $open = @($seen | Where-Object RecordType -EQ Processing)
        $open.Count | Should -BeGreaterOrEqual 5
        $open.Count | Should -BeLessOrEqual $most
        $open[-1].Activity | Should -Be 'Scanning'
        $open[-1].StatusDescription | Should -Match '^4 files, 4\.0 TiB, [\d,]+ files/s$'
        $open[-1].PercentComplete | Should -Be 99
        $open[-1].CurrentOperation | Should -Be 'data/endless.bin'
        $open[-1].SecondsRemaining | Should -BeGreaterOrEqual 0
    }

    It 'write no progress where $ProgressPreference says so' {
        $seen = Invoke-Observed "`$ProgressPreference = 'SilentlyContinue'; Invoke-AuditJob alpha -Root '$script:root' -Rehash Full"
        $seen.Output[0].Status | Should -Be 'Ok'
        $seen.Progress | Should -BeNullOrEmpty
    }

    It 'write no progress to a session that wants none' {
        $script = "`$ProgressPreference = 'SilentlyContinue'; Import-Module '$env:AUDITGRAPH_TEST_MODULE'; (Invoke-AuditJob alpha -Root '$script:root').Status"
        (Invoke-TestShell -Command $script 2>&1) | Should -Be 'Ok'
    }

    It 'tell the plan and each decision with -Verbose' {
        $seen = Invoke-Observed "Invoke-AuditJob alpha -Root '$script:root' -Verbose"
        $seen.Verbose.Message -match "^Running the job 'alpha' \(report\.changed_since\)" | Should -Not -BeNullOrEmpty
        $seen.Verbose.Message -match 'is recorded as ok' | Should -Not -BeNullOrEmpty
    }

    It 'warn of what a run could not see' {
        $odd = New-TestWorkspace
        $null = & mkfifo "$odd/data/pipe"
        if ($LASTEXITCODE) { Set-ItResult -Skipped -Because 'mkfifo is not there'; return }
        $seen = Invoke-Observed "Invoke-AuditJob alpha -Root '$odd'"
        $seen.Output[0].Status | Should -Be 'Ok'
        @($seen.Warning.Message) | Should -Be @($seen.Output[0].Warnings)
    }

    It 'write nothing to the console by themselves' {
        $script = "Import-Module '$env:AUDITGRAPH_TEST_MODULE'; `$null = Invoke-AuditJob alpha -Root '$script:root'; `$null = Get-AuditJob -Root '$script:root'; `$null = Get-AuditJobRun -Root '$script:root'; `$null = Test-AuditJobConfig -Root '$script:root'"
        Invoke-TestShell -Command $script 2>&1 | Should -BeNullOrEmpty
    }

    It 'carry an error''s recommendation to the people who see it' {
        $script = "Import-Module '$env:AUDITGRAPH_TEST_MODULE'; Invoke-AuditJob alpah -Root '$script:root'"
        $shown = Invoke-TestShell -Command $script 2>&1 | Out-String
        $shown | Should -Match "No job is named 'alpah'"
        $shown | Should -Match "Recommendation: Did you mean 'alpha'"
        $shown | Should -Not -Match ' at AuditGraph\.'
    }
}
