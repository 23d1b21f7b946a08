// Where AWS Regions are: a name for people, longitude and latitude. One that is not listed is shown by its code.

const PLACES = {
  "us-east-1": ["N. Virginia", -77.5, 39],
  "us-east-2": ["Ohio", -83, 40],
  "us-west-1": ["N. California", -121.9, 37.4],
  "us-west-2": ["Oregon", -120.6, 45.6],
  "us-gov-east-1": ["GovCloud East", -82, 40],
  "us-gov-west-1": ["GovCloud West", -121, 45],
  "ca-central-1": ["Montréal", -73.6, 45.5],
  "ca-west-1": ["Calgary", -114, 51],
  "mx-central-1": ["Querétaro", -100.4, 20.6],
  "sa-east-1": ["São Paulo", -46.6, -23.5],
  "eu-west-1": ["Ireland", -7.3, 53.2],
  "eu-west-2": ["London", -0.8, 51.8],
  "eu-west-3": ["Paris", 2.3, 48.8],
  "eu-central-1": ["Frankfurt", 8.7, 50.1],
  "eu-central-2": ["Zürich", 8.5, 47.4],
  "eu-north-1": ["Stockholm", 17.5, 59.6],
  "eu-south-1": ["Milan", 9.2, 45],
  "eu-south-2": ["Spain", -1, 41.5],
  "il-central-1": ["Tel Aviv", 34.8, 32],
  "me-south-1": ["Bahrain", 50.5, 26],
  "me-central-1": ["UAE", 54.5, 24.2],
  "af-south-1": ["Cape Town", 18.9, -33.6],
  "ap-south-1": ["Mumbai", 73.2, 19.2],
  "ap-south-2": ["Hyderabad", 78.5, 17.4],
  "ap-southeast-1": ["Singapore", 103.8, 1.3],
  "ap-southeast-2": ["Sydney", 150.5, -33.6],
  "ap-southeast-3": ["Jakarta", 107, -6.4],
  "ap-southeast-4": ["Melbourne", 144.6, -37.4],
  "ap-southeast-5": ["Malaysia", 101.7, 3.1],
  "ap-southeast-6": ["Auckland", 174.8, -37.2],
  "ap-southeast-7": ["Thailand", 100.6, 14],
  "ap-east-1": ["Hong Kong", 114.1, 22.5],
  "ap-east-2": ["Taipei", 121.4, 25],
  "ap-northeast-1": ["Tokyo", 139.5, 35.8],
  "ap-northeast-2": ["Seoul", 127, 37.4],
  "ap-northeast-3": ["Osaka", 135.4, 34.8],
};

export function city(region) {
  return PLACES[region]?.[0] ?? region;
}

/** Longitude and latitude; null where unknown. */
export function position(region) {
  return PLACES[region]?.slice(1) ?? null;
}
