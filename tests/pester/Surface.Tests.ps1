BeforeAll {
    Import-Module $env:AUDITGRAPH_TEST_MODULE
    $script:common = [System.Management.Automation.PSCmdlet]::CommonParameters + [System.Management.Automation.PSCmdlet]::OptionalCommonParameters

    function Format-ParameterSet($Attribute, [string] $Set) {
        $flags = @(
            if ($Attribute.Position -ge 0) { "position $($Attribute.Position)" }
            if ($Attribute.IsMandatory) { 'mandatory' }
            if ($Attribute.ValueFromPipeline) { 'pipeline' }
            if ($Attribute.ValueFromPipelineByPropertyName) { 'property' }
        )
        if ($flags) { "$Set ($($flags -join ', '))" } else { $Set }
    }

    function Format-Command($Command) {
        $Command.Name
        '    default set: ' + ($Command.DefaultParameterSet ?? '(all)')
        '    output: ' + ($Command.OutputType.Name -join ', ')
        '    confirms: ' + $Command.Parameters.ContainsKey('WhatIf')
        foreach ($parameter in $Command.Parameters.Values | Where-Object Name -NotIn $script:common | Sort-Object Name) {
            $sets = foreach ($set in $parameter.ParameterSets.GetEnumerator() | Sort-Object Key) {
                Format-ParameterSet $set.Value ($set.Key -eq '__AllParameterSets' ? '(all)' : $set.Key)
            }
            $aliases = $parameter.Aliases | Sort-Object
            "    -$($parameter.Name) <$($parameter.ParameterType)> in $($sets -join '; ')" +
            ($aliases ? ", also $(($aliases | ForEach-Object { "-$_" }) -join ' ')" : '') +
            ($parameter.Attributes.Where({ $_ -is [SupportsWildcards] }) ? ', wildcards' : '')
        }
        ''
    }
}

Describe 'The cmdlet surface' {
    It 'is as it was approved' {
        $approved = Join-Path $PSScriptRoot '../AuditGraph.Module.Tests/Approved/Cmdlets.txt'
        $text = (Get-Command -Module AuditGraph | Sort-Object Name | ForEach-Object { Format-Command $_ }) -join "`n"
        if ($env:AUDITGRAPH_UPDATE -eq '1') { Set-Content -LiteralPath $approved -Value $text }
        "$text`n" | Should -BeExactly (Get-Content -Raw $approved) -Because 'a change that is meant is approved with AUDITGRAPH_UPDATE=1'
    }

    It 'has approved verbs and one prefix for all nouns' {
        $verbs = (Get-Verb).Verb
        foreach ($command in Get-Command -Module AuditGraph) {
            $command.Verb | Should -BeIn $verbs
            $command.Noun | Should -BeLike 'Audit*'
            $command.Noun | Should -Not -BeLike '*s'
        }
    }

    It 'declares what every cmdlet emits' {
        foreach ($command in Get-Command -Module AuditGraph) {
            $command.OutputType | Should -Not -BeNullOrEmpty -Because $command.Name
        }
    }
}
