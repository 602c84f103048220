// race FC1004: each call locks an object of its own
class Account
{
    private int _balance;

    private object Gate => new();

    public void Deposit(int amount)
    {
        lock (Gate)
            _balance += amount;
    }

    public static void Run(Account account)
    {
        Task task = Task.Run(() => account.Deposit(1));
        account.Deposit(2);
        task.Wait();
    }
}
