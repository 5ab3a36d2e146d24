Describe 'The scripts' {
    It 'give PSScriptAnalyzer nothing to say' {
        if (-not (Get-Module -ListAvailable PSScriptAnalyzer)) {
            Set-ItResult -Skipped -Because 'PSScriptAnalyzer is not installed'
            return
        }

        $root = Resolve-Path (Join-Path $PSScriptRoot '../..')
        $found = foreach ($path in 'module', 'build.ps1', 'tests/pester', 'docs') {
            $full = Join-Path $root $path
            if (Test-Path $full) { Invoke-ScriptAnalyzer -Path $full -Recurse }
        }
        ($found | ForEach-Object { "$($_.ScriptName):$($_.Line) $($_.RuleName): $($_.Message)" }) -join "`n" | Should -BeNullOrEmpty
    }

    It 'have no syntax errors' {
        $root = Resolve-Path (Join-Path $PSScriptRoot '../..')
        foreach ($file in Get-ChildItem $root/module, $root/build.ps1, $root/tests/pester -Recurse -Include *.ps1, *.psm1, *.psd1) {
            $problems = $null
            $null = [System.Management.Automation.Language.Parser]::ParseFile($file.FullName, [ref] $null, [ref] $problems)
            $problems | Should -BeNullOrEmpty -Because $file.Name
        }
    }
}
