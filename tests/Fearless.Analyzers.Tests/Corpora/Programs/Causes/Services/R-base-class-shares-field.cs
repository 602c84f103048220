// race FC1004: a method of the base writes what a method of the derived class reads
abstract class Worker
{
    protected int Progress;

    public Task Start() => Task.Run(() =>
    {
        for (int i = 0; i < 10; i++)
        {
            Step(i);
            Progress = i;
        }
    });

    protected abstract void Step(int number);
}

class Printer : Worker
{
    public int Shown => Progress;

    protected override void Step(int number) => Console.WriteLine(number);
}

static class Program
{
    static async Task<int> Run()
    {
        var printer = new Printer();
        Task task = printer.Start();
        int shown = printer.Shown;
        await task;
        return shown;
    }
}
