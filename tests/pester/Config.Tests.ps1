BeforeAll {
    . $PSScriptRoot/TestWorkspace.ps1
    $script:root = New-TestWorkspace
    $script:broken = New-TestWorkspace -Jobs @'
version: 1
jobs:
  one:
    action: { type: report.changd_since }
  two:
    acton: { type: report.changed_since }
  three:
    action: { type: report.changed_since, args: { since: yesterday } }
    output: { path: ../three.md }
'@
}

Describe 'Test-AuditJobConfig' {
    It 'tests the workspace''s file' {
        $result = Test-AuditJobConfig -Root $script:root
        $result | Should -BeOfType AuditGraph.JobConfigTestResult
        $result.Path | Should -Be (Join-Path $script:root 'config/jobs.yaml')
        $result.IsValid | Should -BeTrue
        $result.JobCount | Should -Be 3
        $result.Diagnostics | Should -BeNullOrEmpty
    }

    It 'finds every fault in one pass, each with its place' {
        $result = Test-AuditJobConfig -Root $script:broken
        $result.IsValid | Should -BeFalse
        $result.JobCount | Should -Be 3
        $errors = @($result.Diagnostics | Where-Object Severity -EQ Error)
        $errors.Line | Should -Contain 4
        $errors.Line | Should -Contain 6
        $errors.Line | Should -Contain 8
        $errors.Line | Should -Contain 9
        $first = $errors[0]
        $first.Code | Should -Match '^AG1\d\d\d$'
        $first.Message | Should -Match 'report.changd_since'
        $first.Suggestion | Should -Match 'report.changed_since'
        $first.Column | Should -Be 21
        $first.File | Should -Be (Join-Path $script:broken 'config/jobs.yaml')
        $first.Path | Should -Be 'jobs.one.action.type'
    }

    It 'emits a bool for -Quiet' {
        Test-AuditJobConfig -Root $script:root -Quiet | Should -BeExactly $true
        Test-AuditJobConfig -Root $script:broken -Quiet | Should -BeExactly $false
        Set-Content $script:root/config/pkg.yaml 'active_profil: default'
        try {
            Test-AuditJobConfig -Root $script:root -Quiet | Should -BeExactly $false
            $results = Test-AuditJobConfig -Root $script:root
            $results.IsValid | Should -Be $true, $false
            $results[1].Diagnostics.Suggestion | Should -Be "did you mean 'active_profile'?"
            (Test-AuditJobConfig -Root $script:root -Fix).IsValid | Should -Be $true, $true
            Get-Content $script:root/config/pkg.yaml | Should -Be 'active_profile: default'
        } finally {
            Remove-Item $script:root/config/pkg.yaml
        }
    }

    It 'takes files by path, by wildcard, by literal path and from Get-ChildItem' {
        Push-Location $script:root/config
        try {
            (Test-AuditJobConfig jobs.yaml).JobCount | Should -Be 3
            (Test-AuditJobConfig *.yaml).JobCount | Should -Be 3
            (Test-AuditJobConfig -LiteralPath jobs.yaml).JobCount | Should -Be 3
            (Get-ChildItem *.yaml | Test-AuditJobConfig).JobCount | Should -Be 3
            ("$script:root/config/jobs.yaml", "$script:broken/config/jobs.yaml" | Test-AuditJobConfig -Quiet) | Should -Be $true, $false
        }
        finally { Pop-Location }
    }

    It 'takes a file whose name holds wildcard characters literally' {
        $odd = Join-Path $script:root 'config/[jobs].yaml'
        Copy-Item -LiteralPath $script:root/config/jobs.yaml -Destination $odd
        try {
            (Test-AuditJobConfig -LiteralPath $odd).Path | Should -Be $odd
            (Get-Item -LiteralPath $odd | Test-AuditJobConfig).Path | Should -Be $odd
        }
        finally { Remove-Item -LiteralPath $odd }
    }

    It 'warns of a pattern that matches nothing where a file has that very name' {
        $null = New-Item -ItemType Directory $script:root/x-[1]
        Copy-Item -LiteralPath $script:root/config/jobs.yaml -Destination $script:root/x-[1]
        Push-Location $script:root
        try {
            Test-AuditJobConfig './x-[1]/jobs.yaml' -WarningAction SilentlyContinue -WarningVariable warned -ErrorAction Stop | Should -BeNullOrEmpty
            $warned | Should -Match "'./x-\[1\]/jobs.yaml' .*-LiteralPath"
            (Test-AuditJobConfig -LiteralPath './x-[1]/jobs.yaml' -WarningAction Stop).JobCount | Should -Be 3
            Test-AuditJobConfig './none-[1].yaml', '*.none' -WarningAction Stop -ErrorAction Stop | Should -BeNullOrEmpty
        }
        finally {
            Pop-Location
            Remove-Item -LiteralPath $script:root/x-[1] -Recurse
        }
    }

    It 'says that a file is not there as a finding, and is quiet as a false' {
        $result = Test-AuditJobConfig $script:root/config/none.yaml
        $result.IsValid | Should -BeFalse
        $result.Diagnostics[0].Message | Should -Match 'no such file'
        Test-AuditJobConfig $script:root/config/none.yaml -Quiet | Should -BeExactly $false
    }

    It 'goes on to the next file after a path that leads nowhere' {
        $good = "$script:root/config/jobs.yaml"
        $bad = 'Env:/PATH', 'Env:/P*', 'nodrive:/jobs.yaml', 'nodrive:/*.yaml', "$script:root/nowhere/*.yaml"
        $results = $bad + $good | Test-AuditJobConfig -ErrorAction SilentlyContinue -ErrorVariable problems
        $results.Path | Should -Be $good
        $problems.FullyQualifiedErrorId | Should -Be (@('PathUnresolved,AuditGraph.PowerShell.Commands.TestAuditJobConfigCommand') * 5)
        $problems.TargetObject | Should -Be $bad
        (Test-AuditJobConfig ($bad + $good) -ErrorAction SilentlyContinue).Path | Should -Be $good
        { Test-AuditJobConfig Env:/PATH -ErrorAction Stop } | Should -Throw -ExceptionType ([AuditGraph.AuditWorkspaceException])
    }

    It 'writes nothing' {
        $before = Get-FolderState $script:root
        $null = Test-AuditJobConfig -Root $script:root
        Get-FolderState $script:root | Should -Be $before
    }

    It 'judges <Name> without falling over' -ForEach @(
        @{ Name = 'an empty file'; Bytes = [byte[]]@() }
        @{ Name = 'a binary file'; Bytes = [byte[]](0..255) }
        @{ Name = 'deep nesting'; Bytes = [Text.Encoding]::UTF8.GetBytes('jobs: ' + '[' * 20000) }
        @{ Name = 'an alias bomb'; Bytes = [Text.Encoding]::UTF8.GetBytes((("a: &a [x, x, x, x]`n") + ((1..20 | ForEach-Object { "b$($_): &b$($_) [*a, *a, *a, *a]`n" }) -join '') + 'jobs: *b20')) }
    ) {
        $file = Join-Path $TestDrive "$([guid]::NewGuid()).yaml"
        [IO.File]::WriteAllBytes($file, $Bytes)
        $result = Test-AuditJobConfig $file
        $result.IsValid | Should -BeFalse
        $result.Diagnostics | Should -Not -BeNullOrEmpty
    }

    It 'shows findings as a table with the file above it' {
        $text = (Test-AuditJobConfig -Root $script:broken).Diagnostics | Out-String -Width 120
        $text | Should -Match "File: .*jobs\.yaml"
        $text | Should -Match '(?m)^ +4 +21 Error +AG1\d\d\d '
    }
}
