// race FC1004: after the time is over, the output is read while the command still writes it
// SOURCE: timmyyuan/gobench, gobench/goker/nonblocking/moby/18412
class Command
{
    private readonly StringBuilder _output = new();
    private int _exitCode;

    private void Wait()
    {
        for (int line = 0; line < 10; line++) /*first*/_output.AppendLine("line");
        _exitCode = 1;
    }

    public (string Output, int ExitCode) Run(TimeSpan limit)
    {
        Task running = Task.Run(Wait);
        bool inTime = Task.WhenAny(running, Task.Delay(limit)).Result == running;
        Console.WriteLine(inTime);
        return (/*second*/_output.ToString(), _exitCode);
    }
}
