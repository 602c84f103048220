// race FC1004: a reactor is put in front while the controller goes through all
// SOURCE: timmyyuan/gobench, gobench/goker/nonblocking/serving/3148
class Fake
{
    private List<string> _chain = new();

    public void Invoke()
    {
        foreach (string reactor in /*first*/_chain) Console.WriteLine(reactor);
    }

    public void Prepend(string reactor) => /*second*/_chain = new List<string> { reactor };
}

class Controller
{
    private readonly Fake _fake;
    public Controller(Fake fake) => _fake = fake;
    private void Reconcile() => _fake.Invoke();
    public void Run(int workers) => Parallel.For(0, workers, _ => Reconcile());
}

static class Test
{
    static void Run()
    {
        var fake = new Fake();
        var controller = new Controller(fake);
        Task running = Task.Run(() => controller.Run(1));
        fake.Prepend("mine");
        running.Wait();
    }
}
