import type { Purpose } from '../../server/campaigns/rules.ts'
import { useMe } from '../kit/me.ts'
import { useLanguage } from '../kit/preferences.ts'
import { Status } from '../kit/Status.tsx'
import { Day } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { type Campaign, FEEL_OF_STATE, outsideValidity, sayPurposes, todayIn } from './say-campaign.ts'
import './planning.css'

/** The purposes of a campaign as chips, in the order of the conversation. */
export function Purposes({ of: purposes }: { of: readonly Purpose[] }) {
  const language = useLanguage()
  const words = sayPurposes(purposes, language)
  return (
    <ol className="purposes">
      {words.map(word => (
        <li key={word}>{word}</li>
      ))}
    </ol>
  )
}

/** The state of a campaign; a running one outside its validity says so, because it makes no work. */
export function CampaignStatus({ campaign }: { campaign: Campaign }) {
  const t = useT()
  const outside = outsideValidity(campaign, todayIn(useMe().organisation.timeZone))
  const idle = outside && (campaign.state === 'running' || campaign.state === 'paused')
  return (
    <span className="campaign-status">
      <Status feel={idle ? 'warn' : FEEL_OF_STATE[campaign.state]}>{t(`planning.state-${campaign.state}`)}</Status>
      {idle && <span className="faint">{t(`planning.state-${outside}`)}</span>}
    </span>
  )
}

/** The first and the last day of something. */
export function Between({ from, until }: { from: string; until: string }) {
  return (
    <span className="between">
      <Day on={from} />
      {' – '}
      <Day on={until} />
    </span>
  )
}
