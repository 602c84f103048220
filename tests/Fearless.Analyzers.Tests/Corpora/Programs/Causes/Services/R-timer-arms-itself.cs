// race FC1004: each beat starts the next one, and the caller looks at the count
class Beat
{
    public int Count;

    public void Start() => Task.Delay(10).ContinueWith(_ => Tick());

    private void Tick()
    {
        Count++;
        if (Count < 10)
            Start();
    }
}

static class Program
{
    static int Run()
    {
        var beat = new Beat();
        beat.Start();
        return beat.Count;
    }
}
