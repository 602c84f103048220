// clean FC1004: each task is waited for at once
static class Program
{
    static int Run()
    {
        int value = 0;
        for (int i = 0; i < 10; i++)
            Task.Run(() => { value++; }).Wait();
        return value;
    }
}
