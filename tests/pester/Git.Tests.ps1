BeforeAll {
    . $PSScriptRoot/TestWorkspace.ps1

    # A repository that no git knows: each command about it fails.
    function New-FutureRepository {
        [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '')]
        param([string] $Root)

        $null = New-Item -ItemType Directory -Path $Root/.git/objects, $Root/.git/refs
        Set-Content -LiteralPath $Root/.git/HEAD -Value 'ref: refs/heads/main'
        Set-Content -LiteralPath $Root/.git/config -Value "[core]`n`trepositoryformatversion = 99"
    }

    function Get-JobText([string] $More = '') {
        "jobs: { changed: { action: { type: report.changed_since, args: { since: 24h$More } }, output: { path: exports/changed.json } } }"
    }
}

Describe 'A job that asks a git that cannot answer' -Skip:(-not (Get-Command git -CommandType Application -ErrorAction Ignore)) {
    BeforeEach {
        $script:root = New-TestWorkspace -Jobs (Get-JobText)
        New-FutureRepository $script:root
        Push-Location $script:root
    }
    AfterEach { Pop-Location }

    It 'fails in git''s own words and writes no report<_>' -ForEach '', ', fallback: refuse' {
        Set-Content config/jobs.yaml (Get-JobText $_)
        $run = Invoke-AuditJob changed -ErrorAction SilentlyContinue -ErrorVariable problems
        $run.Status | Should -Be 'Failed'
        $run.Evidence | Should -BeNullOrEmpty
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'GitFormatUnknown,*'
        $problems[0].Exception.Message | Should -BeLike '*Expected git repo version*found 99*'
        Test-Path exports/changed.json | Should -BeFalse
    }

    It 'rests on weaker evidence where the job allows it, and warns' {
        Set-Content config/jobs.yaml (Get-JobText ', fallback: allow')
        $run = Invoke-AuditJob changed -ErrorAction Stop -WarningAction SilentlyContinue -WarningVariable warned
        $run.Status | Should -Be 'Ok'
        $run.Evidence | Should -Be 'mtime'
        $said = 'The report rests on modification times, because git could not answer.*found 99*'
        @($warned | Where-Object Message -Like "*$said").Count | Should -Be 1
        @($run.Warnings | Where-Object { $_ -like $said }).Count | Should -Be 1
        ($run | Get-AuditReport).Path | Should -Contain 'data/one.txt'
    }

    It 'rests on modification times without a warning where there is no repository' {
        Remove-Item .git -Recurse -Force
        $run = Invoke-AuditJob changed -ErrorAction Stop -WarningAction SilentlyContinue -WarningVariable warned
        $run.Evidence | Should -Be 'mtime'
        @($warned | Where-Object Message -Like '*git could not*').Count | Should -Be 0
    }
}
