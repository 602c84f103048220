// race FC1004: a third strand gives the turn to someone while another may have it
class Program
{
    private volatile int _turn;
    private int _ball;

    void Run() => Parallel.Invoke(
        () =>
        {
            while (_turn != 0)
                Thread.Yield();
            _ball++;
            _turn = 1;
        },
        () =>
        {
            while (_turn != 1)
                Thread.Yield();
            _ball--;
            _turn = 0;
        },
        () => _turn = 1);
}
