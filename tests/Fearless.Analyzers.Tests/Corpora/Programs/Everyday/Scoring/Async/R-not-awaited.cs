// race FC1004: the task is started and forgotten
class Cache
{
    private string _page;

    public string Run()
    {
        _ = Task.Run(() => { /*first*/_page = "loaded"; });
        return /*second*/_page;
    }
}
