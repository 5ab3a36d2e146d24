BeforeAll {
    . $PSScriptRoot/TestWorkspace.ps1

    # A workspace with the job 'audit', whose arguments are given as JSON has them.
    function Initialize-CommandWorkspace([hashtable] $Arguments, [hashtable] $Files = @{}) {
        $job = @{ jobs = @{ audit = @{ action = @{ type = 'run.command'; args = $Arguments } } } } | ConvertTo-Json -Depth 9
        $root = New-TestWorkspace $job
        foreach ($name in $Files.Keys) {
            $null = New-Item -ItemType Directory -Force (Split-Path "$root/$name")
            Set-Content -LiteralPath "$root/$name" $Files[$name]
        }
        $root
    }

    function Expand-Evidence([AuditGraph.AuditEvidenceFile] $File) {
        $gzip = [IO.Compression.GZipStream]::new([IO.File]::OpenRead($File.KeptPath), [IO.Compression.CompressionMode]::Decompress)
        $reader = [IO.StreamReader]::new($gzip)
        try { $reader.ReadToEnd() } finally { $reader.Dispose() }
    }

    function Get-CodeBlock([string] $Language) {
        $page = Get-Content -Raw $PSScriptRoot/../../docs/actions/run.command.md
        [regex]::Match($page, "(?s)``````$Language\n(.*?)``````").Groups[1].Value
    }
}

Describe 'run.command' {
    It 'runs the audit of its page in PowerShell' {
        $root = Initialize-CommandWorkspace @{
            command = @(Get-TestShell) + '-File', 'tools/audit.ps1'; findings = @{ format = 'json' }; inputs = 'scripts/', 'tools/'
        } @{
            'tools/audit.ps1' = Get-CodeBlock powershell
            'scripts/a.ps1' = "Get-Item x`nRemove-Item y -ErrorAction SilentlyContinue"
            'scripts/b.ps1' = 'Get-Item x'
        }

        $run = Invoke-AuditJob audit -Root $root

        $run.Verdict | Should -Be 'Warn'
        $found = $run | Get-AuditFinding
        $found.RuleId, $found.Path, $found.Line | Should -Be 'hidden-error', 'scripts/a.ps1', 2
        $found.Message | Should -Be 'This hides errors: Remove-Item y -ErrorAction SilentlyContinue'
    }

    It 'runs the example of the action protocol in PowerShell' {
        $root = Initialize-CommandWorkspace @{
            command = @(Get-TestShell) + '-File', 'tools/Licences.ps1'; protocol = 'auditgraph'; inputs = 'scripts/', 'tools/'
            arguments = @{ words = 'SPDX-License-Identifier'; suffixes = @('.psm1') }
        } @{
            'tools/Licences.ps1' = Get-Content -Raw $PSScriptRoot/../../docs/examples/Licences.ps1
            'scripts/a.psm1' = '# SPDX-License-Identifier: MIT'
            'scripts/b.psm1' = 'Get-Item x'
        }

        $run = Invoke-AuditJob audit -Root $root -ErrorAction SilentlyContinue

        $run.Status, $run.Verdict | Should -Be 'Ok', 'Fail'
        $found = $run | Get-AuditFinding
        $found.RuleId, $found.Path, $found.Line | Should -Be 'licence.missing', 'scripts/b.psm1', 1
    }

    It 'takes the failed tests of a Pester suite for findings' {
        $root = Initialize-CommandWorkspace @{
            command = @(Get-TestShell) + '-File', 'run.ps1', (Get-Module Pester).Path
            findings = @{ format = 'nunit'; path = 'out/tests.xml' }
            exit_codes = @{ pass = 0, 1 }
            evidence = 'out/tests.xml'
        } @{
            'run.ps1' = @'
Import-Module $args[0]
$all = New-PesterConfiguration
$all.Run.Path = 'suite'
$all.Run.Exit = $true
$all.TestResult.Enabled = $true
$all.TestResult.OutputFormat = 'NUnitXml'
$all.TestResult.OutputPath = 'out/tests.xml'
Invoke-Pester -Configuration $all
'@
            'suite/A.Tests.ps1' = "Describe 'A' { It 'is' { 1 | Should -Be 1 }`nIt 'is not' { 1 | Should -Be 2 } }"
        }

        $run = Invoke-AuditJob audit -Root $root -ErrorAction SilentlyContinue

        $run.Status, $run.Verdict, $run.Counts.error | Should -Be 'Ok', 'Fail', 1
        ($run | Get-AuditFinding).Message | Should -Match 'A\.is not.*Expected 2, but got 1|Expected 2, but got 1'
        $run.EvidenceFiles.Name | Should -Be 'stdout', 'out/tests.xml'
        Expand-Evidence $run.EvidenceFiles[1] | Should -Be (Get-Content -Raw $root/out/tests.xml)
    }

    It 'takes the exit code of AIDE for a verdict' -Skip:(-not (Get-Command aide -ErrorAction Ignore)) {
        $root = Initialize-CommandWorkspace @{
            command = 'aide', '--config=aide.conf', '--check'; exit_codes = @{ fail = 1..7 }; evidence = 'aide.db'
        }
        Set-Content $root/aide.conf "database_in=file:$root/aide.db`ndatabase_out=file:$root/aide.db`nreport_url=stdout`n$root/data sha256"
        $null = aide --config=$root/aide.conf --init

        (Invoke-AuditJob audit -Root $root).Verdict | Should -Be 'Pass'
        Set-Content $root/data/one.txt changed
        $run = Invoke-AuditJob audit -Root $root -ErrorAction SilentlyContinue

        $run.Status, $run.Verdict | Should -Be 'Ok', 'Fail'
        Expand-Evidence $run.EvidenceFiles[0] | Should -Match 'Changed entries:\s+1'
        (Get-AuditFinding -Root $root -Job audit).Message | Should -Match 'ended with the exit code 4, which means fail\.$'
    }

    It 'shows a command under -WhatIf and in a plan, and starts none' {
        $root = Initialize-CommandWorkspace @{ command = 'touch', 'started' }
        (Get-AuditPlan audit -Root $root).Command | Should -Be 'touch started'
        Invoke-AuditJob audit -Root $root -WhatIf
        "$root/started" | Should -Not -Exist
    }

    It 'keeps what a command wrote that failed, and verifies it' {
        $root = Initialize-CommandWorkspace @{ command = 'ls', '/none/such' }
        $run = Invoke-AuditJob audit -Root $root -ErrorAction SilentlyContinue -ErrorVariable failure

        $failure[0].FullyQualifiedErrorId | Should -BeLike 'CommandFailed,*'
        Expand-Evidence $run.EvidenceFiles[0] | Should -Match '/none/such'
        (Test-AuditLedger -Root $root).IsValid | Should -BeTrue
        Remove-Item $run.EvidenceFiles[0].KeptPath
        (Test-AuditLedger -Root $root).Problems.Name | Should -Be 'KeptEvidenceMissing'
    }
}
