// workload: background
// expect: nothing (a handler must not block the thread of the user interface)
sealed class Window
{
    public event EventHandler? Clicked;

    public string Title { get; set; } = "";

    public Window() => Clicked += OnClicked;

    public void Click() => Clicked?.Invoke(this, EventArgs.Empty);

    private async void OnClicked(object? sender, EventArgs e) => Title = await Task.Run(Compute);

    private static string Compute() => string.Join(' ', Enumerable.Range(0, 1_000_000).Where(static i => i % 7 == 0));
}
