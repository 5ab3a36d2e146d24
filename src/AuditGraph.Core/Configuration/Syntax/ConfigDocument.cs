using AuditGraph.Core.Configuration.Diagnostics;

namespace AuditGraph.Core.Configuration.Syntax;

/// <summary>A configuration as syntax: values with places, of which nothing is understood yet.</summary>
/// <param name="Source">The file.</param>
/// <param name="Root">The document's value, as far as it could be read; null where the file holds none.</param>
/// <param name="Diagnostics">What reading found; validating adds to it.</param>
internal sealed record ConfigDocument(SourceText Source, SyntaxNode? Root, DiagnosticList Diagnostics);
