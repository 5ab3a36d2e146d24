BeforeDiscovery {
    $script:circumstances = @(
        @{ Name = 'plainly'; Before = '' }
        @{ Name = 'in strict mode'; Before = 'Set-StrictMode -Version Latest;' }
        @{ Name = 'with errors that stop'; Before = "`$ErrorActionPreference = 'Stop';" }
        @{ Name = 'with LANG=C'; Language = 'C' }
        @{ Name = 'with LANG=de_DE.UTF-8'; Language = 'de_DE.UTF-8' }
        @{ Name = 'with LANG=tr_TR.UTF-8'; Language = 'tr_TR.UTF-8' }
        @{ Name = 'in German'; Before = "[cultureinfo]::CurrentCulture = 'de-DE'; [cultureinfo]::CurrentUICulture = 'de-DE';" }
        @{ Name = 'in Turkish'; Before = "[cultureinfo]::CurrentCulture = 'tr-TR'; [cultureinfo]::CurrentUICulture = 'tr-TR';" }
        @{ Name = 'in another time zone'; Zone = 'Pacific/Kiritimati' }
        @{ Name = 'with plain text output'; Before = "`$PSStyle.OutputRendering = 'PlainText';" }
    )
}

BeforeAll {
    . $PSScriptRoot/TestWorkspace.ps1

    # What a script does: it lists, runs, reads back and tests, and prints what does not depend on the moment.
    $script:body = @'
$jobs = Get-AuditJob -Root $root | Sort-Object Name
$null = $jobs | Invoke-AuditJob
Set-Content -LiteralPath $root/data/one.txt -Value 'changed' -NoNewline
$runs = 'INDEX', 'alpha' | Invoke-AuditJob -Root $root
"jobs: $($jobs.Name -join ',')"
"runs: $($runs.Job -join ',') $($runs.Status -join ',')"
foreach ($run in $runs) { "$($run.Job): $($run.Counts) $($run.OutputBytes) $($run.OutputSha256)" }
((Get-AuditJobRun -Root $root -Last 2).Job | Sort-Object) -join ','
Test-AuditJobConfig -Root $root -Quiet
(Get-AuditJobRun alpha -Root $root -Last 1 | Out-String -Width 120) -replace '\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ', '<time>' -replace '[\d.]+ m?s ', '<duration> ' -replace ' +', ' '
'@

    function Invoke-Body([string] $Before, [string] $Language, [string] $Zone) {
        $root = New-TestWorkspace -Jobs @'
version: 1
jobs:
  index: { action: { type: report.changed_since, args: { since: last-run, exclude: ["config/**"] } }, output: { path: exports/index.csv } }
  alpha: { action: { type: report.changed_since, args: { since: last-run, exclude: ["config/**"] } }, output: { path: exports/alpha.csv } }
'@
        $file = Join-Path $TestDrive "$([guid]::NewGuid()).ps1"
        Set-Content $file "Import-Module '$env:AUDITGRAPH_TEST_MODULE'`n$Before`n`$root = '$root'`n$script:body"
        $kept = $env:LANG, $env:LC_ALL, $env:TZ
        try {
            if ($Language) { $env:LANG = $Language; $env:LC_ALL = $Language }
            if ($Zone) { $env:TZ = $Zone }
            Invoke-TestShell -File $file 2>&1 | ForEach-Object { "$_" }
        }
        finally { $env:LANG, $env:LC_ALL, $env:TZ = $kept }
    }

    $script:expected = Invoke-Body
}

Describe 'A script' {
    It 'does what it is meant to' {
        $script:expected[0] | Should -Be 'jobs: alpha,index'
        $script:expected[1] | Should -Be 'runs: alpha,index Ok,Ok'
        $script:expected[2] | Should -Match '^alpha: added=0;.*modified=1;'
        $script:expected[5] | Should -Be 'True'
    }

    It 'does the same <Name>' -ForEach $script:circumstances {
        Invoke-Body -Before $Before -Language $Language -Zone $Zone | Should -Be $script:expected
    }

    It 'runs in a constrained session, where the types are out of reach and the cmdlets are not' {
        $root = New-TestWorkspace
        $state = [initialsessionstate]::CreateDefault2()
        $state.ImportPSModule($env:AUDITGRAPH_TEST_MODULE)
        $runspace = [runspacefactory]::CreateRunspace($state)
        $runspace.Open()
        $runspace.SessionStateProxy.LanguageMode = 'ConstrainedLanguage'
        $shell = [powershell]::Create($runspace)
        $shown = $shell.AddScript("Invoke-AuditJob alpha -Root '$root' | Format-Table | Out-String -Width 120; Get-AuditJob -Root '$root' | Out-String -Width 120").Invoke()
        $shell.Streams.Error | Should -BeNullOrEmpty
        $shown[0] | Should -Match '(?m)^alpha +Ok +\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ +[\d.]+ m?s exports/reports/alpha\.csv'
        $shell.Dispose()
        $runspace.Dispose()
    }

    It 'does the same in a job of its own process, up to the table that it keeps' {
        $module = $env:AUDITGRAPH_TEST_MODULE
        $root = New-TestWorkspace
        $null = Invoke-AuditJob alpha -Root $root
        Set-Content -LiteralPath $root/data/one.txt, $root/data/new.txt -Value 'changed'
        Remove-Item -LiteralPath $root/data/two.txt
        $run = Start-Job {
            Import-Module $using:module
            Get-AuditJob alpha -Root $using:root | Invoke-AuditJob
        } | Receive-Job -Wait -AutoRemoveJob
        $columns = (Get-AuditJobRun -Root $root -Last 1 | Get-Member -MemberType Property).Name
        $run | Select-Object $columns | ConvertTo-Csv | Should -Be (Get-AuditJobRun -Root $root -Last 1 | Select-Object $columns | ConvertTo-Csv)
        @($run | Get-AuditReport).Count | Should -Be 3
        ($run | Out-String -Width 120) -replace '\s+$' | Should -Match '(?m)^alpha +Ok .* exports/reports/alpha\.csv$'
    }

    It 'runs jobs of different workspaces side by side' {
        $module = $env:AUDITGRAPH_TEST_MODULE
        $roots = 1..4 | ForEach-Object { New-TestWorkspace }
        $runs = $roots | ForEach-Object -ThrottleLimit 4 -Parallel {
            Import-Module $using:module
            Invoke-AuditJob alpha, zulu -Root $_
        }
        ($runs | Group-Object Root | ForEach-Object Count) | Should -Be 2, 2, 2, 2
        $runs.Status | Should -Not -Contain 'Failed'
    }

    It 'runs jobs of one workspace side by side, with every run in the history' {
        $module = $env:AUDITGRAPH_TEST_MODULE
        $root = New-TestWorkspace
        $runs = 1..6 | ForEach-Object -ThrottleLimit 6 -Parallel {
            Import-Module $using:module
            Invoke-AuditJob alpha -Root $using:root
        }
        $runs.Status | Should -Be (@('Ok') * 6)
        (Get-AuditJobRun -Root $root).Id | Sort-Object | Should -Be ($runs.Id | Sort-Object)
    }
}
