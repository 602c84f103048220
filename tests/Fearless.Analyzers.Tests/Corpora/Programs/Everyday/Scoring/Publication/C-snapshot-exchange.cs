// clean FC1002: a record is replaced as a whole
sealed record Config(string Name, int Limit);

class Server
{
    private volatile Config _config = new("first", 1);
    public void Run() => Parallel.Invoke(
        () => { _config = _config with { Limit = 2 }; },
        () => Console.WriteLine(_config.Limit));
}
