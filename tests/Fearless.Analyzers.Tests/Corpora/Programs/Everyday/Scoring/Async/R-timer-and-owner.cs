// race FC1002: a timer of System.Timers and its owner
class Clock
{
    private int _ticks;

    public int Run()
    {
        var timer = new System.Timers.Timer(10);
        timer.Elapsed += (_, _) => /*first*/_ticks++;
        timer.Start();
        int seen = /*second*/_ticks;
        timer.Stop();
        return seen;
    }
}
