BeforeAll {
    . $PSScriptRoot/TestWorkspace.ps1
    $script:examples = (Resolve-Path $PSScriptRoot/../../docs/examples).Path

    # The examples import the module by its name, as an installed one; the staged one's folder stands in for that.
    $script:modulePath = $env:PSModulePath
    $env:PSModulePath = (Split-Path $env:AUDITGRAPH_TEST_MODULE), $env:PSModulePath -join [IO.Path]::PathSeparator

    function Invoke-Removal([string] $Root, [string] $Allowed) {
        $code = "Import-Module '$((Get-Module Pester).Path)'; `$data = @{ Root = '$Root'; Job = 'alpha'; Allowed = '$Allowed' }; Invoke-Pester -CI -Container (New-PesterContainer -Path '$script:examples/Removals.Tests.ps1' -Data `$data)"
        Push-Location $TestDrive
        try { $output = Invoke-TestShell -Command $code 2>&1 | Out-String } finally { Pop-Location }
        [pscustomobject]@{ ExitCode = $LASTEXITCODE; Output = $output }
    }

    function Invoke-Nightly([string] $Root) {
        $output = Invoke-TestShell -File $script:examples/nightly.ps1 -Root $Root 2>&1 | Out-String
        [pscustomobject]@{ ExitCode = $LASTEXITCODE; Output = $output }
    }
}

AfterAll { $env:PSModulePath = $script:modulePath }

Describe 'Removals.Tests.ps1' {
    BeforeEach {
        $script:root = New-TestWorkspace
        $null = Invoke-AuditJob alpha -Root $script:root
    }

    It 'passes where nothing was removed' {
        Set-Content $script:root/data/one.txt 'changed'
        $done = Invoke-Removal $script:root
        $done.ExitCode | Should -Be 0 -Because $done.Output
    }

    It 'fails a build on a removal, and names the file' {
        Remove-Item $script:root/data/one.txt
        $done = Invoke-Removal $script:root
        $done.ExitCode | Should -Not -Be 0
        $done.Output | Should -Match 'data/one\.txt'
    }

    It 'passes where the removal is expected' {
        Remove-Item $script:root/data/one.txt
        (Invoke-Removal $script:root 'data/o*').ExitCode | Should -Be 0
    }
}

Describe 'nightly.ps1' {
    It 'runs the jobs and adds a line for each' {
        $root = New-TestWorkspace
        (Invoke-Nightly $root).ExitCode | Should -Be 0
        $done = Invoke-Nightly $root
        $done.ExitCode | Should -Be 0 -Because $done.Output
        $lines = Import-Csv $root/exports/nightly.csv
        $lines.Job | Should -Be 'alpha', 'changed_since', 'alpha', 'changed_since'
        $lines.Status | Should -Be (@('Ok') * 4)
    }

    It 'fails when a job does, after running the others' {
        $root = New-TestWorkspace -Jobs "version: 1`njobs:`n  a: { tags: [daily], action: { type: report.changed_since, args: { since: 'run:01890000-0000-7000-8000-000000000000' } } }`n  b: { tags: [daily], action: { type: report.changed_since } }`n"
        $done = Invoke-Nightly $root
        $done.ExitCode | Should -Be 1
        $done.Output | Should -Match '01890000'
        (Import-Csv $root/exports/nightly.csv).Status | Should -Be 'Failed', 'Ok'
    }

    It 'fails when the history was changed' {
        $root = New-TestWorkspace
        $run = Invoke-AuditJob alpha -Root $root
        Add-Content $run.RecordPath ' '
        (Invoke-Nightly $root).ExitCode | Should -Be 1
    }
}

Describe 'audit.yml' {
    It 'calls only commands and files there are' {
        $text = Get-Content -Raw $script:examples/audit.yml
        $blocks = [regex]::Matches($text, '(?m)^ +run: (?:\|\n((?: {10}.*\n)+)|(\S.*))').ForEach({ $_.Groups[1].Value + $_.Groups[2].Value })
        $blocks.Count | Should -Be 3
        $ast = [System.Management.Automation.Language.Parser]::ParseInput($blocks -join "`n", [ref] $null, [ref] $null)
        $calls = $ast.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true)
        $own = $calls | Where-Object { $_.GetCommandName() -match '-Audit' }
        $own.Count | Should -BeGreaterOrEqual 2
        foreach ($call in $own) { Get-Command $call.GetCommandName() | Should -Not -BeNullOrEmpty }
        foreach ($file in [regex]::Matches($text, 'docs/examples/[\w.]+').Value) { "$script:examples/../../$file" | Should -Exist }
    }
}
