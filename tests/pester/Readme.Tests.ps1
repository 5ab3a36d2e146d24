BeforeAll {
    . $PSScriptRoot/TestWorkspace.ps1
    $script:repository = (Resolve-Path $PSScriptRoot/../..).Path

    # Without what differs from run to run and from machine to machine.
    function ConvertTo-Comparable([string] $Text) {
        $Text -replace '[0-9a-f]{64}', '<hash>' -replace '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}', '<id>' `
            -replace '(?<=git commit )[0-9a-f]+', '<hash>' `
            -replace '\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ', '<time>' `
            -replace '[\d.]+ m?s\b', '<duration>' -replace '[\d.]+ (B|KiB)\b', '<number> $1' -replace '[\d,]+ (files|bytes)', '<number> $1' `
            -replace '[ \t]+', ' ' -replace '(?m)[ \t]+$' -replace '-{2,}', '--' -replace '\n{2,}', "`n" -replace '^\s+|\s+$'
    }
}

Describe 'The session of README' {
    It 'shows what the page says, with this repository''s jobs in a repository of one commit and one change' -Skip:(-not (Get-Command git -ErrorAction Ignore)) {
        $block = [regex]::Match((Get-Content -Raw $script:repository/README.md), '(?ms)^```\n(PS> .*?)^```$').Groups[1].Value
        $code, $shown = [string[]]::new(0), [string[]]::new(0)
        foreach ($piece in $block -split '(?m)^PS> ' | Where-Object { $_ -and $_ -notlike 'Import-Module *' }) {
            $first, $rest = $piece -split "`n", 2
            $code += $first
            $shown += $rest
        }

        $root = New-TestWorkspace -Jobs (Get-Content -Raw $script:repository/config/jobs.yaml)
        Set-Content $root/CHANGELOG.md 'before'
        git -C $root init -q -b main
        git -C $root add -A
        $env:GIT_COMMITTER_DATE = '2026-01-01T00:00:00Z'
        git -C $root -c user.name=Tests -c user.email=tests@example.org commit -qm Begin
        $env:GIT_COMMITTER_DATE = $null
        Set-Content $root/CHANGELOG.md 'after'

        # What a host is shown can only be read from outside its process.
        $mark = [guid]::NewGuid()
        $lines = "`$PSStyle.OutputRendering = 'PlainText'", "Import-Module '$env:AUDITGRAPH_TEST_MODULE'", "Set-Location '$root'"
        # The two commands that come before it on the page.
        $lines += '$null = Invoke-AuditJob changed_since', '$null = Invoke-AuditJob uncommitted'
        $lines += $code | ForEach-Object { "'$mark'"; "$_ | Out-String -Width 120" }
        Set-Content $TestDrive/session.ps1 $lines
        $output = Invoke-TestShell -File $TestDrive/session.ps1 2>&1 | Out-String -Width 4096
        $really = $output -split "$mark" | Select-Object -Skip 1

        $really.Count | Should -Be $code.Count -Because $output
        for ($index = 0; $index -lt $code.Count; $index++) {
            ConvertTo-Comparable $really[$index] | Should -BeExactly (ConvertTo-Comparable $shown[$index]) -Because "README says so of: $($code[$index])`n$($really[$index])"
        }
    }
}
