namespace Fearless.ModelTests.Channels;

/// <summary>What a thread has done before it ended something.</summary>
internal static class DoneBefore
{
    /// <summary>Whoever <paramref name="learns"/> of what <paramref name="end"/> does on another thread finds what that thread wrote before. Inside a model.</summary>
    public static void IsFound(Action end, Func<bool> learns)
    {
        var data = new Checked<int>[1];
        Model.Thread(
            () =>
            {
                data[0].Write(1);
                end();
            },
            "ends");
        if (learns())
            Assert.Equal(1, data[0].Read());
    }
}
