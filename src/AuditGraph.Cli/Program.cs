using AuditGraph.Cli;

return new AuditGraphProgram(Terminal.OfProcess()).Run(args);
