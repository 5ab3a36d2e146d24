BeforeAll {
    . $PSScriptRoot/TestWorkspace.ps1

    # A file with no content and much to hash: nobody waits for the end of it.
    function New-EndlessWorkspace {
        [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '')]
        param()

        $root = New-TestWorkspace
        $null = Invoke-AuditJob alpha -Root $root
        $file = [IO.File]::Create("$root/data/endless.bin")
        $file.SetLength(4TB)
        $file.Dispose()
        $root
    }

    function Wait-Until([scriptblock] $Condition) {
        for ($turn = 0; $turn -lt 600 -and -not (& $Condition); $turn++) { Start-Sleep -Milliseconds 50 }
        & $Condition | Should -BeTrue -Because "$Condition"
    }

    function Get-Leftover([string] $Root) {
        Get-ChildItem -LiteralPath $Root/.pkg, $Root/exports -Recurse -Force -File |
            Where-Object { $_.Name -match '\.tmp-|\.lock$' -and $_.FullName -notmatch '/ledger/|/profiles/[^/]+/lock' }
    }
}

Describe 'Stopping a run' {
    It 'records the run as cancelled and leaves the earlier report as it was' {
        $root = New-EndlessWorkspace
        $before = Get-FileHash $root/exports/reports/alpha.csv
        $shell = [powershell]::Create([initialsessionstate]::CreateDefault2())
        $null = $shell.AddScript("Import-Module '$env:AUDITGRAPH_TEST_MODULE'; Invoke-AuditJob alpha -Root '$root'")
        $running = $shell.BeginInvoke()
        Wait-Until { @(Get-AuditJobRun -Root $root -Status Pending).Count -eq 1 }

        $shell.Stop()

        { $shell.EndInvoke($running) } | Should -Throw
        $shell.InvocationStateInfo.State | Should -Be 'Stopped'
        $shell.Dispose()
        $run = Get-AuditJobRun -Root $root -Last 1
        $run.Status | Should -Be 'Failed'
        $run.ErrorName | Should -Be 'Cancelled'
        $run.OutputPath | Should -BeNullOrEmpty
        (Get-FileHash $root/exports/reports/alpha.csv).Hash | Should -Be $before.Hash
        Get-Leftover $root | Should -BeNullOrEmpty
    }

    It 'lets the next run begin at once' {
        $root = New-EndlessWorkspace
        $shell = [powershell]::Create([initialsessionstate]::CreateDefault2())
        $null = $shell.AddScript("Import-Module '$env:AUDITGRAPH_TEST_MODULE'; Invoke-AuditJob alpha -Root '$root'")
        $null = $shell.BeginInvoke()
        Wait-Until { @(Get-AuditJobRun -Root $root -Status Pending).Count -eq 1 }
        $shell.Stop()
        $shell.Dispose()
        Remove-Item $root/data/endless.bin
        (Invoke-AuditJob alpha -Root $root).Status | Should -Be 'Ok'
        (Get-AuditJobRun -Root $root).Status | Should -Be 'Ok', 'Failed', 'Ok'
    }

    It 'cancels a preview' {
        $root = New-EndlessWorkspace
        $before = Get-FolderState $root/.pkg
        $shell = [powershell]::Create([initialsessionstate]::CreateDefault2())
        $null = $shell.AddScript("Import-Module '$env:AUDITGRAPH_TEST_MODULE'; Invoke-AuditJob alpha -Root '$root' -WhatIf")
        $null = $shell.BeginInvoke()
        $shell.Stop()
        $shell.Dispose()
        Get-FolderState $root/.pkg | Should -Be $before
    }

    It 'ends a process that is interrupted, and records the run as cancelled' {
        $root = New-EndlessWorkspace
        $program, $first = Get-TestShell
        $code = "Import-Module '$env:AUDITGRAPH_TEST_MODULE'; Invoke-AuditJob alpha -Root '$root'"
        $start = [Diagnostics.ProcessStartInfo]::new($program, [string[]] ($first + '-Command' + $code))
        $start.RedirectStandardOutput = $true
        $start.RedirectStandardError = $true
        $process = [Diagnostics.Process]::Start($start)
        try {
            Wait-Until { @(Get-AuditJobRun -Root $root -Status Pending).Count -eq 1 }

            & kill -INT $process.Id

            $process.WaitForExit(60000) | Should -BeTrue -Because 'SIGINT ends it, unless whoever started these tests ignores it'
        }
        finally {
            if (-not $process.HasExited) { $process.Kill($true) }
        }

        (Get-AuditJobRun -Root $root -Last 1).ErrorName | Should -Be 'Cancelled'
        Get-Leftover $root | Should -BeNullOrEmpty
    }
}
