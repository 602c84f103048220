// race FC1006: set under a lock, read without
class Account
{
    private readonly object _gate = new();
    private decimal _balance;
    public decimal Balance => /*first*/_balance;
    public void Pay(decimal amount) { lock (_gate) /*second*/_balance += amount; }

    public decimal Run()
    {
        Task paying = Task.Run(() => Pay(10));
        decimal seen = Balance;
        paying.Wait();
        return seen;
    }
}
