import { Form, Select } from 'antd'
import { listTeams } from '../../server/people/team-contract.ts'
import { useAsk } from './ask.ts'
import { useMay } from './me.ts'

interface SkillsFieldProps {
  label: string
  hint: string
  /** Says that nobody of a team has some of the skills. */
  nobodyHas: (team: string, skills: string) => string
}

/** `skills` of a form with a `teamId`: chosen from what the members of the teams have, or written. */
export function SkillsField({ label, hint, nobodyHas }: SkillsFieldProps) {
  const form = Form.useFormInstance()
  const teamId: string | null | undefined = Form.useWatch('teamId', form)
  const chosen: string[] = Form.useWatch('skills', form) ?? []
  const teams = useAsk(listTeams, {}, { when: useMay(listTeams.permission) }).data?.items
  const known = [...new Set((teams ?? []).flatMap(team => team.skills.map(({ name }) => name)))].sort()
  const team = teams?.find(({ id }) => id === teamId)
  const missing = team ? chosen.filter(skill => !team.skills.some(({ name }) => name === skill)) : []
  const warning = missing.length > 0 ? nobodyHas(team!.name, missing.join(' · ')) : null
  return (
    <Form.Item name="skills" label={label} extra={warning ?? hint} validateStatus={warning ? 'warning' : ''}>
      <Select mode="tags" maxCount={10} options={known.map(value => ({ value, label: value }))} />
    </Form.Item>
  )
}
