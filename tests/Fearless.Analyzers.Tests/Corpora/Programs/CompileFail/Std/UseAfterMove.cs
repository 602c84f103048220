// race FC2001: a list is given to a thread, and cleared here
// SOURCE: rust-lang/rust, compiler/rustc_error_codes, E0382
static class Program
{
    static int Run()
    {
        List<int> v = [1, 2, 3];
        Task<int> counting = Task.Run(() => v.Count);
        v.Clear();
        return counting.Result;
    }
}
