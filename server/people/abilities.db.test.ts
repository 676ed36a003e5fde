import { beforeEach, describe, expect, test } from 'vitest'
import { changeOrganisation } from './change-organisation.ts'
import { as, type GivenOrganisation, givenOrganisation } from './given.ts'
import { givenAbilities } from './given-abilities.ts'
import { organisation } from './index.ts'
import { inviteStaff } from './invite-staff.ts'
import { abilitiesChanged } from './people-facts.ts'
import { setDeactivated, staffById } from './staff-store.ts'
import { teamsIn } from './team-store.ts'

const told: string[] = []
abilitiesChanged.listen(async (_tx, actor) => {
  told.push(actor.orgId)
})

let org: GivenOrganisation
beforeEach(async () => {
  org = await givenOrganisation()
})

const timesTold = () => told.filter(orgId => orgId === org.orgId).length

describe('what a member of staff speaks and can do', () => {
  test('is his own, languages by their code however they are written, each once', async () => {
    const agent = await org.staff('agent')
    await givenAbilities(org, agent, {
      languages: ['粤语', 'Cantonese', 'en', '客家话'],
      skills: ['理赔', '理赔 ', '配件'],
    })
    const staff = await as(org.owner, tx => staffById(tx, org.owner, agent.staffId!))
    expect(staff).toMatchObject({ languages: ['en', 'yue', '客家话'], skills: ['理赔', '配件'] })
    await givenAbilities(org, agent, { skills: [] })
    const after = await as(org.owner, tx => staffById(tx, org.owner, agent.staffId!))
    expect(after).toMatchObject({ languages: ['en', 'yue', '客家话'], skills: [] })
  })

  test('is told when it changes, and only then', async () => {
    const agent = await org.staff('agent')
    await givenAbilities(org, agent, { languages: ['yue'] })
    expect(timesTold()).toBe(1)
    await givenAbilities(org, agent, { languages: ['yue'] })
    expect(timesTold()).toBe(1)
  })

  test('comes with an invitation', async () => {
    const given = {
      name: '陈',
      email: `${crypto.randomUUID()}@test.example`,
      roles: ['agent' as const],
      language: null,
    }
    const where = { customRoleIds: [], branchId: org.rootId, teamIds: [org.teamId] }
    const { staff } = await as(org.owner, tx => inviteStaff(tx, org.owner, { ...given, ...where, languages: ['粤语'] }))
    expect(staff).toMatchObject({ languages: ['yue'], skills: [], teamIds: [org.teamId] })
  })
})

test('a team has what its members bring, with how many of those who work here', async () => {
  const [one, two, gone] = [await org.staff('agent'), await org.staff('agent'), await org.staff('agent')]
  await givenAbilities(org, one, { languages: ['yue'], skills: ['理赔'] })
  await givenAbilities(org, two, { languages: ['yue', 'en'] })
  await givenAbilities(org, gone, { languages: ['ja'] })
  await as(org.owner, tx => setDeactivated(tx, org.orgId, gone.staffId!, org.owner.now))
  const [team] = await as(org.owner, tx => teamsIn(tx, org.owner))
  expect(team!.languages).toEqual([
    { name: 'yue', members: 2 },
    { name: 'en', members: 1 },
  ])
  expect(team!.skills).toEqual([{ name: '理赔', members: 1 }])
})

test('the house speaks the language of its country until somebody says otherwise', async () => {
  const spoken = async () => (await as(org.owner, tx => organisation(tx, org.orgId))).language
  expect(await spoken()).toBe('zh')
  const said = { name: '一家公司', serviceNumber: '' }
  await as(org.owner, tx => changeOrganisation(tx, org.owner, { ...said, language: '粤语' }))
  expect(await spoken()).toBe('yue')
  await as(org.owner, tx => changeOrganisation(tx, org.owner, said))
  expect(await spoken()).toBe('yue')
})
