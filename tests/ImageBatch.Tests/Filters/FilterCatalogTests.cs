using ImageBatch.CommandLine;
using ImageBatch.Filters;

namespace ImageBatch.Tests.Filters;

public class FilterCatalogTests
{
    [Theory]
    [InlineData("blur", "blur:2")]
    [InlineData("BLUR:4", "blur:4")]
    [InlineData("unsharp:2", "unsharp:2:1:0")]
    [InlineData("unsharp:2.50:1:3", "unsharp:2.5:1:3")]
    public void Spellings_of_the_same_filter_have_one_name(string text, string name) => Assert.Equal(name, FilterCatalog.Parse(text).Name);

    [Theory]
    [InlineData("sepia", "no filter 'sepia'", "equalize")]
    [InlineData("", "no filter ''", "blur")]
    [InlineData("blur:x", "'x' is not a number", "blur[:sigma=2]")]
    [InlineData("blur:", "'' is not a number", "blur[:sigma=2]")]
    [InlineData("blur:0", "between 0.3 and 200", "blur[:sigma=2]")]
    [InlineData("blur:NaN", "between 0.3 and 200", "blur[:sigma=2]")]
    [InlineData("sobel:1:2", "too many parameters", "sobel[:share=1]")]
    public void A_wrong_filter_is_refused_with_the_right_spelling(string text, string reason, string remedy)
    {
        string message = Assert.Throws<UserErrorException>(() => FilterCatalog.Parse(text)).Message;
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.Contains(remedy, message, StringComparison.Ordinal);
    }
}
