import { Form, Segmented } from 'antd'
import { type CampaignChannel, CHANNELS } from '../../server/campaigns/rules.ts'
import { Button } from '../kit/Button.tsx'
import { ChannelMark } from '../kit/ChannelMark.tsx'
import { useT } from '../kit/words.ts'
import { sayHow } from './say-campaign.ts'

const CHOICES: readonly CampaignChannel[][] = [['phone'], ['email'], ['phone', 'email']]
const NOT_YET = ['sms', 'chat', 'visit'] as const

/** By which means customers are reached, and which of two is tried first; what cannot be chosen yet says so. */
export function ChannelsField() {
  return (
    <Form.Item name="channels" noStyle>
      <Channels />
    </Form.Item>
  )
}

interface ChannelsProps {
  value?: CampaignChannel[]
  onChange?: (channels: CampaignChannel[]) => void
}

function Channels({ value = ['phone'], onChange = () => {} }: ChannelsProps) {
  const t = useT()
  const isChosen = (choice: readonly CampaignChannel[]) =>
    choice.length === value.length && choice.every(channel => value.includes(channel))
  return (
    <fieldset className="channels">
      <legend className="conditions-label">{t('planning.channel')}</legend>
      <div className="channel-row">
        {CHOICES.map(choice => (
          <label key={choice.join()} className={isChosen(choice) ? 'trigger-tile trigger-chosen' : 'trigger-tile'}>
            <input type="radio" name="channels" checked={isChosen(choice)} onChange={() => onChange([...choice])} />
            {choice.length > 1 ? t('planning.channel-both') : <ChannelMark of={choice[0]!} />}
          </label>
        ))}
        {NOT_YET.map(channel => (
          <Button key={channel} whyNot={t('planning.channel-not-yet')}>
            {t(`planning.channel-${channel}`)}
          </Button>
        ))}
      </div>
      {value.length > 1 && (
        <div className="channel-first">
          <span>{t('planning.channel-first')}</span>
          <Segmented
            aria-label={t('planning.channel-first')}
            value={value[0]!}
            options={CHANNELS.map(channel => ({ value: channel, label: t(`kit.channel-${channel}`) }))}
            onChange={first => onChange([first, ...value.filter(channel => channel !== first)])}
          />
        </div>
      )}
      <p className="field-hint">{t(`planning.channels-${sayHow(value)}`)}</p>
    </fieldset>
  )
}
