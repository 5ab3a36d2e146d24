using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Workspaces;

public sealed class TurnstileTests
{
    [Fact]
    public void One_is_let_through_at_a_time()
    {
        var turnstile = new Turnstile();
        int inside = 0;
        int most = 0;

        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            using (turnstile.Enter(CancellationToken.None))
            {
                most = Math.Max(most, Interlocked.Increment(ref inside));
                Thread.Yield();
                Interlocked.Decrement(ref inside);
            }
        });

        Assert.Equal(1, most);
    }

    [Fact]
    public void Who_is_cancelled_waits_no_longer_and_takes_nobodys_turn()
    {
        var turnstile = new Turnstile();
        using var stop = new CancellationTokenSource();
        using (turnstile.Enter(TestContext.Current.CancellationToken))
        {
            Task waiting = Task.Run(() => turnstile.Enter(stop.Token).Dispose(), TestContext.Current.CancellationToken);
            stop.Cancel();
            Assert.ThrowsAny<OperationCanceledException>(() => waiting.GetAwaiter().GetResult());
        }

        turnstile.Enter(TestContext.Current.CancellationToken).Dispose();
    }
}
