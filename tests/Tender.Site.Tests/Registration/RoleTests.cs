using CsCheck;
using Npgsql;
using Tender.Sealing;
using Tender.Site.Registration;
using Tender.Site.Tests.Support;
using Xunit;

namespace Tender.Site.Tests.Registration;

public sealed class RoleTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    public static TheoryData<OrganisationRole, OrganisationRole> Pairs
    {
        get
        {
            var data = new TheoryData<OrganisationRole, OrganisationRole>();
            foreach (var one in Enum.GetValues<OrganisationRole>())
            {
                foreach (var other in Enum.GetValues<OrganisationRole>().Where(o => o != one))
                {
                    data.Add(one, other);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Roles_OfOneOrganisation_MeetInTheDatabaseAsInTheRule(OrganisationRole one, OrganisationRole other)
    {
        using var company = new Company(site);
        await company.EnterAsAsync(one.ToString());

        var failure = await Record.ExceptionAsync(() => company.SetRolesAsync(one.ToString(), other.ToString()));

        Assert.Equal(RoleRules.MayMeet(one, other), failure is null);
        Assert.True(failure is null or PostgresException { SqlState: PostgresErrorCodes.RestrictViolation });
    }

    [Theory]
    [InlineData(OrganisationRole.Centre, OrganisationRole.Tenderee)]
    [InlineData(OrganisationRole.Centre, OrganisationRole.Agent)]
    [InlineData(OrganisationRole.Centre, OrganisationRole.Bidder)]
    [InlineData(OrganisationRole.Centre, OrganisationRole.Supervisor)]
    [InlineData(OrganisationRole.Supervisor, OrganisationRole.Agent)]
    [InlineData(OrganisationRole.Supervisor, OrganisationRole.Bidder)]
    public void Roles_ThatTheLawKeepsApart_NeverMeet(OrganisationRole one, OrganisationRole other)
    {
        Assert.False(RoleRules.MayMeet(one, other));
        Assert.False(RoleRules.MayMeet(other, one));
    }

    [Fact]
    public void OrganisationCode_OneCharacterChangedOrTwoSwapped_IsFound()
    {
        const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        var bodies = Gen.OneOf([.. Alphabet.Select(c => Gen.Const(c))]).Array[17].Select(c => new string(c));
        Gen.Select(bodies, Gen.Int[0, 17], Gen.Int[1, 30])
            .Sample(
                (body, place, step) =>
                {
                    var code = body + OrganisationCode.CheckCharacter(body);
                    var other = Alphabet[(Alphabet.IndexOf(code[place]) + step) % 31];
                    var changed = code[..place] + other + code[(place + 1)..];
                    var next = Math.Min(place + 1, 17);
                    var swapped = code[..place] + code[next] + code[place..next] + code[Math.Min(next + 1, 18)..];
                    return OrganisationCode.IsValid(code)
                        && !OrganisationCode.IsValid(changed)
                        && (code[place] == code[next] || !OrganisationCode.IsValid(swapped));
                },
                iter: 20_000
            );
    }

    [Theory]
    [InlineData("91330106ma20271585")]
    [InlineData("91330106MA2027158")]
    [InlineData("91330106MA20271585 ")]
    [InlineData("91330106MI20271585")]
    [InlineData("")]
    [InlineData(null)]
    public void OrganisationCode_OfAnotherForm_IsRefused(string? code) => Assert.False(OrganisationCode.IsValid(code));
}
