namespace RiderPlatform.Stations.Domain;

/// <summary>A place in a text of opening hours, and the words that can be taken there.</summary>
internal sealed class HoursCursor(string text)
{
    public int At { get; private set; }

    public bool AtEnd => At == text.Length;

    public bool AtLetter => At < text.Length && char.IsAsciiLetter(text[At]);

    public bool Skip()
    {
        while (At < text.Length && text[At] == ' ')
        {
            At++;
        }

        return true;
    }

    public bool Ahead(string word) =>
        string.Compare(text, At, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0;

    public bool Take(string word)
    {
        var there = Ahead(word);
        At += there ? word.Length : 0;
        return there;
    }

    /// <summary>Not the beginning of a longer word: sunrise is no Sunday.</summary>
    public bool TakeWord(string word)
    {
        var end = At + word.Length;
        return (end >= text.Length || !char.IsAsciiLetter(text[end])) && Take(word);
    }

    /// <summary>The place in <paramref name="words"/> of the one that stands here, or -1.</summary>
    public int TakeOneOf(string[] words) => Array.FindIndex(words, TakeWord);

    /// <summary>How many digits stand here; 0 when they are the hour of a time.</summary>
    public int DigitsOfNoTime()
    {
        var end = At;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end < text.Length && text[end] == ':' ? 0 : end - At;
    }

    public int Digits(int count, string zh, string en)
    {
        var (value, end) = (0, At + count);
        for (var at = At; at < end; at++)
        {
            Expect(at < text.Length && char.IsAsciiDigit(text[at]), At, zh, en);
            value = (value * 10) + text[at] - '0';
        }

        At = end;
        return value;
    }

    /// <summary>Up to the mark; the cursor stands behind it.</summary>
    public string Until(char mark, string zh, string en)
    {
        var end = text.IndexOf(mark, At);
        Expect(end >= 0, text.Length, zh, en);
        var taken = text[At..end];
        At = end + 1;
        return taken;
    }

    public static void Expect(bool holds, int at, string zh, string en)
    {
        if (!holds)
        {
            throw new NotUnderstoodException(new OpeningHoursFault(at, zh, en));
        }
    }
}

/// <summary>Leaves the recursive descent at the first fault; never leaves <see cref="OpeningHoursText"/>.</summary>
internal sealed class NotUnderstoodException(OpeningHoursFault fault) : Exception(fault.En)
{
    public OpeningHoursFault Fault => fault;
}
