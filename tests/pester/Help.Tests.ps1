BeforeDiscovery {
    Import-Module $env:AUDITGRAPH_TEST_MODULE
    $script:commands = (Get-Command -Module AuditGraph).Name
    $script:pages = (Get-ChildItem $PSScriptRoot/../../docs/en-US/*.md).FullName
}

BeforeAll {
    . $PSScriptRoot/TestShell.ps1
    Import-Module $env:AUDITGRAPH_TEST_MODULE
    $script:docs = (Resolve-Path $PSScriptRoot/../../docs).Path
    $script:common = [System.Management.Automation.PSCmdlet]::CommonParameters

    # What differs from run to run and from machine to machine, and no more.
    function ConvertTo-Comparable([string] $Text) {
        $Text -replace '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}', '<id>' `
            -replace '[0-9a-f]{64}', '<hash>' `
            -replace '\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ', '<time>' `
            -replace '[\d.]+ m?s ', '<duration> ' `
            -replace '[ \t]+', ' ' -replace '(?m)[ \t]+$' -replace '^\s+|\s+$'
    }

    function Get-Example([string] $Page) {
        $text = (Get-Content -Raw $Page) -replace '(?s)^.*?\n## EXAMPLES\n' -replace '(?s)\n## PARAMETERS\n.*'
        foreach ($match in [regex]::Matches($text, '(?s)```powershell\n(.*?)\n```\n\n```output\n(.*?)\n```')) {
            [pscustomobject]@{ Page = $Page; Code = $match.Groups[1].Value; Shown = $match.Groups[2].Value }
        }
    }
}

Describe 'The help of <_>' -ForEach $script:commands {
    BeforeAll {
        $script:name = $_
        $script:command = Get-Command $_
        $script:help = Get-Help $_ -Full
        $script:page = Join-Path $script:docs "en-US/$_.md"
    }

    It 'has a synopsis and a description' {
        $script:help.Synopsis | Should -Match '^[A-Z].+\.$'
        $script:help.Description.Text -join "`n" | Should -Match $script:name
    }

    It 'describes exactly the parameters there are' {
        $documented = $script:help.parameters.parameter.name | Sort-Object
        $documented | Should -Be ($script:command.Parameters.Keys | Where-Object { $_ -notin $script:common } | Sort-Object)
        foreach ($parameter in $script:help.parameters.parameter) {
            $parameter.description.Text | Should -Not -BeNullOrEmpty -Because $parameter.name
            $parameter.type.name | Should -Not -Match 'Nullable' -Because $parameter.name
        }
    }

    It 'agrees with the parameters'' aliases, positions and pipeline input' {
        foreach ($parameter in $script:help.parameters.parameter) {
            $real = $script:command.Parameters[$parameter.name]
            $sets = $real.ParameterSets.Values
            "$($parameter.pipelineInput)" -match 'ByValue' | Should -Be ($sets.ValueFromPipeline -contains $true) -Because $parameter.name
            "$($parameter.pipelineInput)" -match 'ByPropertyName' | Should -Be ($sets.ValueFromPipelineByPropertyName -contains $true) -Because $parameter.name
            @("$($parameter.aliases)" -split ', ' | Where-Object { $_ -and $_ -ne 'none' } | Sort-Object) | Should -Be @($real.Aliases | Sort-Object) -Because $parameter.name
            "$($parameter.globbing)" | Should -Be "$($real.Attributes.Where({ $_ -is [SupportsWildcards] }).Count -gt 0)" -Because $parameter.name
        }
    }

    It 'has the syntax there is' {
        $section = (Get-Content -Raw $script:page) -replace '(?s)^.*?\n## SYNTAX\n' -replace '(?s)\n## ALIASES\n.*'
        $written = [regex]::Matches($section, '(?s)```\n(.*?)\n```').ForEach({ $_.Groups[1].Value -replace '\s+', ' ' }) | Sort-Object
        $real = $script:command.ParameterSets.ForEach({ "$($script:name) $_" -replace ' \[<CommonParameters>\]' -replace '\s+', ' ' }) | Sort-Object
        $written | Should -Be $real
    }

    It 'tells inputs and outputs' {
        $script:help.inputTypes.inputType.type.name | Should -Not -BeNullOrEmpty
        $script:help.returnValues.returnValue.type.name | Sort-Object | Should -Be ($script:command.OutputType.Name | Sort-Object)
    }

    It 'has three examples or more' {
        @($script:help.examples.example).Count | Should -BeGreaterOrEqual 3
        @(Get-Example $script:page).Count | Should -Be @($script:help.examples.example).Count
    }

    It 'gives each example''s code and what it shows apart, without the marks of the page' {
        $written = @(Get-Example $script:page)
        $script:help.examples.example.code | Should -Be $written.Code
        $shown = Get-Help $script:name -Examples | Out-String -Width 4096
        foreach ($example in $written) {
            foreach ($line in "$($example.Code)`n$($example.Shown)" -split "`n") { $shown | Should -BeLike "*$([WildcardPattern]::Escape($line.Trim()))*" }
        }
        $shown | Should -Not -Match '```|[\x80-\x9f]'
    }

    It 'leads to the page that is read online' {
        $online = "https://github.com/auditgraph/auditgraph/blob/main/docs/en-US/$($script:name).md"
        $script:command.HelpUri | Should -Be $online
        $script:help.relatedLinks.navigationLink.uri | Should -Not -Contain ''
        $script:help.relatedLinks.navigationLink.uri -eq $online | Should -HaveCount 1
    }
}

Describe 'The examples' {
    It 'show what they say' {
        $examples = @(Get-ChildItem $script:docs/en-US/*-*.md | ForEach-Object { Get-Example $_.FullName })
        $work = (New-Item -ItemType Directory (Join-Path $env:AUDITGRAPH_TEST_FOLDER 'run/home/ada')).FullName
        $codePath = Join-Path $TestDrive 'code.json'
        ConvertTo-Json @($examples.Code) | Set-Content $codePath
        $mark = [guid]::NewGuid()
        $output = Invoke-TestShell -File $PSScriptRoot/Invoke-HelpExample.ps1 `
            -CodePath $codePath -ModulePath $env:AUDITGRAPH_TEST_MODULE -SitePath $work/site -Mark $mark 2>&1 | Out-String -Width 4096
        $shown = ($output -split "$mark").Replace((Join-Path $env:AUDITGRAPH_TEST_FOLDER 'run'), '') | Select-Object -Skip 1
        $shown.Count | Should -Be $examples.Count -Because $output
        for ($index = 0; $index -lt $examples.Count; $index++) {
            ConvertTo-Comparable $shown[$index] | Should -BeExactly (ConvertTo-Comparable $examples[$index].Shown) -Because "$($examples[$index].Page) says so of: $($examples[$index].Code)"
        }
    }
}

Describe 'The about topics' {
    It '<_> is found, and says in a sentence what it is about' -ForEach 'about_AuditGraph', 'about_AuditGraph_Jobs', 'about_AuditGraph_Evidence' {
        $text = Get-Help $_ | Out-String
        $text | Should -Match "TOPIC\s+$_"
        $text | Should -Match 'SHORT DESCRIPTION\s+[A-Z].+\.'
        (Get-Help about_AuditGraph* | Where-Object Name -EQ $_).Synopsis | Should -Match '^[A-Z].+\.$'
    }

    It 'name every key of a job file' {
        $schema = Get-Content -Raw (Join-Path $script:docs '../config/jobs.schema.json') | ConvertFrom-Json -AsHashtable -Depth 100
        $keys = [Collections.Generic.HashSet[string]]::new()
        function Add-Key($Node) {
            if ($Node -is [Collections.IDictionary]) {
                if ($Node.properties -is [Collections.IDictionary]) { $Node.properties.Keys | ForEach-Object { $null = $keys.Add($_) } }
                $Node.Values | ForEach-Object { Add-Key $_ }
            }
            elseif ($Node -is [array]) { $Node | ForEach-Object { Add-Key $_ } }
        }
        Add-Key $schema
        $keys.Count | Should -BeGreaterThan 20
        $text = Get-Content -Raw $script:docs/en-US/about_AuditGraph_Jobs.md
        $keys | Where-Object { $text -notmatch "\b$([regex]::Escape($_))\b" -and $_ -ne '$schema' } | Should -BeNullOrEmpty
    }

    It 'name only cmdlets and parameters there are' {
        foreach ($page in Get-ChildItem $script:docs/en-US/about_*.md) {
            foreach ($block in [regex]::Matches((Get-Content -Raw $page), '(?s)```powershell\n(.*?)\n```')) {
                $ast = [System.Management.Automation.Language.Parser]::ParseInput($block.Groups[1].Value, [ref] $null, [ref] $null)
                foreach ($call in $ast.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true)) {
                    $command = Get-Command $call.GetCommandName() -ErrorAction Stop
                    foreach ($parameter in $call.CommandElements.Where({ $_ -is [System.Management.Automation.Language.CommandParameterAst] })) {
                        { $command.ResolveParameter($parameter.ParameterName) } | Should -Not -Throw -Because "$($page.Name): $call"
                    }
                }
            }
        }
    }
}

Describe 'The page <_>' -ForEach $script:pages {
    It 'has no dead link' {
        $text = (Get-Content -Raw $_).Replace('https://github.com/auditgraph/auditgraph/blob/main/', '../../')
        foreach ($match in [regex]::Matches($text, '\]\((?!https?:)([^)#]+)')) {
            Join-Path (Split-Path $_) $match.Groups[1].Value | Should -Exist
        }
    }

    It 'has nothing left to fill in' {
        Get-Content -Raw $_ | Should -Not -Match '\{\{'
    }
}

Describe 'The shipped help' {
    It 'is what the pages make' {
        if (-not (Get-Module -ListAvailable Microsoft.PowerShell.PlatyPS)) {
            Set-ItResult -Skipped -Because 'Microsoft.PowerShell.PlatyPS is not installed'
            return
        }

        $made = Join-Path $TestDrive 'help'
        & $script:docs/Export-Help.ps1 -Destination $made
        $committed = Join-Path $script:docs '../module/en-US'
        (Get-ChildItem $made).Name | Should -Be (Get-ChildItem $committed).Name
        foreach ($file in Get-ChildItem $made) {
            Get-Content -Raw (Join-Path $committed $file.Name) | Should -BeExactly (Get-Content -Raw $file.FullName) -Because 'docs/Export-Help.ps1 makes it'
        }
    }
}
