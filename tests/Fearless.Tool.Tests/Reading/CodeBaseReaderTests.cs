using Fearless.Tool.Findings;
using Fearless.Tool.Reading;
using Fearless.Tool.Tests.Commands;

namespace Fearless.Tool.Tests.Reading;

public class CodeBaseReaderTests
{
    private const string Sdk = """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><ImplicitUsings>enable</ImplicitUsings></PropertyGroup></Project>""";

    [Theory]
    [InlineData("All.slnx", """<Solution><Folder Name="/a/"><Project Path="A/A.csproj" /></Folder></Solution>""")]
    [InlineData("All.sln", "Project(\"{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}\") = \"A\", \"A\\A.csproj\", \"{00000000-0000-0000-0000-000000000000}\"\nEndProject\n")]
    public void A_solution_stands_for_its_projects_and_for_no_others(string name, string solution)
    {
        using var folder = new ScratchFolder();
        folder.Write("A/A.csproj", Sdk);
        folder.Write("A/One.cs", AdviseTests.Clean);
        folder.Write("B/B.csproj", Sdk);
        folder.Write("B/Two.cs", AdviseTests.Clean);

        CodeBase code = Read(folder.Write(name, solution));

        Assert.Equal(["A"], code.Projects.Select(static project => project.Name));
        Assert.Equal(1, code.Files);
    }

    [Fact]
    public void Calls_are_followed_into_the_projects_that_are_referred_to()
    {
        using var folder = new ScratchFolder();
        folder.Write("Low/Low.csproj", Sdk);
        folder.Write("Low/Low.cs", "public static class Low { public static async Task<int> WorkAsync() { await Task.Yield(); return 1; } }");
        folder.Write("High/High.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><ImplicitUsings>enable</ImplicitUsings></PropertyGroup><ItemGroup><ProjectReference Include="..\Low\Low.csproj" /></ItemGroup></Project>""");
        folder.Write("High/High.cs", "public static class High { public static async Task<int> TwiceAsync() => 2 * await Low.WorkAsync(); }");

        Finding finding = Assert.Single(folder.Advise(folder.Path).Findings);

        Assert.Equal("FC6002", finding.Rule.Id);
        Assert.Equal("Low.WorkAsync", finding.Member);
        Assert.Equal(2, finding.Count);
        Assert.Contains("High.TwiceAsync", finding.Message);
    }

    [Fact]
    public void A_project_alone_is_told_of_but_not_what_it_refers_to()
    {
        using var folder = new ScratchFolder();
        folder.Write("Low/Low.csproj", Sdk);
        folder.Write("Low/Low.cs", "public " + AdviseTests.Blocking);
        string high = folder.Write("High/High.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><ImplicitUsings>enable</ImplicitUsings></PropertyGroup><ItemGroup><ProjectReference Include="..\Low\Low.csproj" /></ItemGroup></Project>""");
        folder.Write("High/High.cs", "class High { object Make(HttpClient client) => new Weather(client); }");

        AdviceReport report = folder.Advise(high);

        Assert.Empty(report.Findings);
        Assert.Equal(1, report.BoundShare);
    }

    [Fact]
    public void What_programs_wrote_what_is_built_and_what_a_project_removes_is_not_looked_at()
    {
        using var folder = new ScratchFolder();
        folder.Write("A.csproj", """<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><Compile Remove="Old/**" /></ItemGroup></Project>""");
        folder.Write("Kept.cs", AdviseTests.Clean);
        folder.Write("Form.Designer.cs", "class Form { }");
        folder.Write("obj/Made.cs", "class Made { }");
        folder.Write("bin/Made.cs", "class Made { }");
        folder.Write("Old/Gone.cs", "class Gone { }");

        Assert.Equal(["Kept.cs"], Names(Read(folder.Path)));
    }

    [Fact]
    public void Globs_say_what_is_looked_at()
    {
        using var folder = new ScratchFolder();
        folder.Write("src/A.cs", "class A { }");
        folder.Write("src/Old/B.cs", "class B { }");
        folder.Write("docs/C.cs", "class C { }");

        Assert.Equal(["A.cs"], Names(Read(folder.Path, new ReadingOptions { Include = ["src/**"], Exclude = ["**/Old/**"] })));
    }

    [Fact]
    public void Projects_of_tests_are_left_out_unless_they_are_asked_for()
    {
        using var folder = new ScratchFolder();
        folder.Write("A/A.csproj", Sdk);
        folder.Write("A/A.cs", "class A { }");
        folder.Write("A.Tests/A.Tests.csproj", Sdk);
        folder.Write("A.Tests/B.cs", "class B { }");

        CodeBase without = Read(folder.Path);
        Assert.Equal(["A.cs"], Names(without));
        Assert.Equal(["A.Tests"], without.LeftOut);
        Assert.Equal(["A.cs", "B.cs"], Names(Read(folder.Path, new ReadingOptions { Tests = true })));
    }

    [Fact]
    public void Properties_come_from_the_folders_above_and_from_what_they_import()
    {
        using var folder = new ScratchFolder();
        folder.Write("Directory.Build.props", """<Project><Import Project="$(MSBuildThisFileDirectory)eng/Common.props" /></Project>""");
        folder.Write("eng/Common.props", "<Project><PropertyGroup><ImplicitUsings>enable</ImplicitUsings></PropertyGroup></Project>");
        folder.Write("src/A/A.csproj", """<Project Sdk="Microsoft.NET.Sdk" />""");
        folder.Write("src/A/A.cs", "class A { Task Wait() => Task.Delay(1); }");

        Assert.Equal(1, folder.Advise(folder.Path).BoundShare);
    }

    [Fact]
    public void What_does_not_bind_is_read_all_the_same_and_counted()
    {
        using var folder = new ScratchFolder();

        AdviceReport report = folder.Advise(folder.Write("Weather.cs", AdviseTests.Blocking + " class B { void M() { Missing.Call(); System.GC.Collect(); } }"));

        Assert.Equal("FC6008", Assert.Single(report.Findings).Rule.Id);
        Assert.Equal(1, report.Unbound);
        Assert.InRange(report.BoundShare, 0.5, 0.9);
    }

    [Fact]
    public void A_project_of_a_browser_has_no_threads()
    {
        using var folder = new ScratchFolder();
        folder.Write("A.csproj", """<Project Sdk="Microsoft.NET.Sdk.BlazorWebAssembly"><PropertyGroup><ImplicitUsings>enable</ImplicitUsings></PropertyGroup></Project>""");
        folder.Write("A.cs", "class A { void M() => Thread.Sleep(1000); }");

        Assert.Equal("FA1009", Assert.Single(folder.Advise(folder.Path).Findings).Rule.Id);
    }

    private static CodeBase Read(string path, ReadingOptions? options = null) => new CodeBaseReader(options ?? new ReadingOptions(), TestContext.Current.CancellationToken).Read(path);

    private static IEnumerable<string> Names(CodeBase code) =>
        code.Projects.SelectMany(static project => project.Looked).Select(static tree => Path.GetFileName(tree.FilePath)).Order(StringComparer.Ordinal);
}
