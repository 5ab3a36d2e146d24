<#
.SYNOPSIS
    Makes the help that the module ships from the pages in docs/en-US.
.DESCRIPTION
    Cmdlet pages become MAML by Microsoft.PowerShell.PlatyPS 1.x, about_ pages the text that Get-Help shows as it is.
    The result belongs under version control; a test compares it with what this script makes.
.EXAMPLE
    ./docs/Export-Help.ps1
#>
#Requires -Modules Microsoft.PowerShell.PlatyPS
[CmdletBinding()]
param(
    [string] $Destination = (Join-Path $PSScriptRoot '../module/en-US')
)

$ErrorActionPreference = 'Stop'
# PlatyPS finds the names in the syntax by the culture's rules, by which it finds none in Thai.
[cultureinfo]::CurrentCulture = [cultureinfo]::InvariantCulture
$source = Join-Path $PSScriptRoot 'en-US'
$null = New-Item -ItemType Directory -Force -Path $Destination

# PlatyPS writes an example's code, output and remarks as one introduction, with the marks of Markdown and with control
# characters between the paragraphs. Get-Help has a place for code, where those who read help by script look for it.
$example = '(?s)<maml:introduction>\s*<maml:para>```powershell\n(.*?)\n```</maml:para>\n(.*?)\n( +)</maml:introduction>\n +<dev:code />\n +<dev:remarks />'
function ConvertTo-Example([System.Text.RegularExpressions.Match] $Match) {
    $code, $remarks, $indent = $Match.Groups[1..3].Value
    $remarks = $remarks -replace '(?m)^ +<maml:para>&#x80;</maml:para>\n' -replace '```output\n' -replace '\n```(?=</maml:para>)'
    "<dev:code>$code</dev:code>`n$indent<dev:remarks>`n$remarks`n$indent  <maml:para />`n$indent</dev:remarks>"
}

$work = Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())
try {
    Get-ChildItem -Path $source -Filter '*-*.md' | Sort-Object Name | Import-MarkdownCommandHelp |
        Export-MamlCommandHelp -OutputFolder $work -WarningAction SilentlyContinue | Out-Null
    $maml = Get-ChildItem -Path $work -Recurse -Filter '*-Help.xml'
    $text = (Get-Content -Raw -LiteralPath $maml.FullName) -replace "`r`n", "`n"
    # Whether a parameter's value can be null is no concern of who gives one.
    $text = $text -replace 'System\.Nullable`1\[(.+?)\]', '$1'
    $text = [regex]::Replace($text, $example, { param($match) ConvertTo-Example $match })
    Set-Content -LiteralPath (Join-Path $Destination $maml.Name) -Value $text.TrimEnd()
}
finally {
    if (Test-Path -LiteralPath $work) { Remove-Item -LiteralPath $work -Recurse }
}

foreach ($page in Get-ChildItem -Path $source -Filter 'about_*.md') {
    $isCode = $false
    $lines = foreach ($line in Get-Content -LiteralPath $page.FullName) {
        if ($line -match '^```') { $isCode = -not $isCode }
        elseif ($isCode) { $line ? "    $line" : '' }
        elseif ($line -match '^# (.+)') { 'TOPIC'; "    $($Matches[1])" }
        elseif ($line -match '^## (.+)') { $Matches[1].ToUpperInvariant() }
        elseif ($line -match '^### (.+)') { $Matches[1] }
        else { $line -replace '(?<!`)`(?!`)' -replace '(?<!\*)\*(\w[^*]*)\*', '$1' }
    }
    # Get-Help takes the fifth line for the synopsis.
    $text = ($lines -join "`n") -replace '(?<=\nSHORT DESCRIPTION\n)\n', '    '
    Set-Content -LiteralPath (Join-Path $Destination "$($page.BaseName).help.txt") -Value $text
}
