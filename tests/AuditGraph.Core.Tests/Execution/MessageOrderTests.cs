using AuditGraph.Core.Execution;

namespace AuditGraph.Core.Tests.Execution;

public sealed class MessageOrderTests
{
    [Fact]
    public void The_first_speaks_at_once_the_others_in_their_turn_and_progress_never_waits()
    {
        var told = new List<string>();
        var order = new MessageOrder(new[] { "a", "b", "c" }.Select(name => new Named(name, told)));

        order[1].OnWarning("1");
        order[0].OnVerbose("2");
        order[2].OnVerbose("3");
        order[2].OnProgress(new AuditProgress("x", null, 1, 1, null));
        Assert.Equal(["a 2", "c …"], told);
        order.End(0);
        order[1].OnWarning("4");
        Assert.Equal(["a 2", "c …", "b 1", "b 4"], told);
        order.End(1);
        order.End(2);

        Assert.Equal(["a 2", "c …", "b 1", "b 4", "c 3"], told);
    }

    private sealed class Named(string name, List<string> told) : IAuditObserver
    {
        public void OnProgress(AuditProgress progress) => told.Add($"{name} …");

        public void OnVerbose(string message) => told.Add($"{name} {message}");

        public void OnWarning(string message) => told.Add($"{name} {message}");
    }
}
